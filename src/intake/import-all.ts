import { Refusal } from '../records/refusal.ts';
import type { Store } from '../store/store.ts';
import { expand } from './expand.ts';
import type { Handed } from './handed.ts';
import { type Intake, importDocument, refuse } from './import.ts';
import type { ImportResult } from './result.ts';

/**
 * Takes in what was handed in: an archive member by member, each all or nothing, or the one document that it
 * is. An archive that turns out to be unsafe or broken ends with its own refusal, which is kept too; the
 * members before it stay.
 */
export async function* importAll(store: Store, handed: Handed, intake: Intake): AsyncGenerator<ImportResult> {
  let members = 0;
  try {
    for await (const each of expand(handed)) {
      members += 1;
      yield await importDocument(store, each, intake);
    }
    if (members === 0)
      throw new Refusal('empty', 'There is no file in the archive.', {}, 'Pack what the tools exported.');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield await refuse(store, error, handed, intake);
  }
}
