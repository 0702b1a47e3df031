import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { modelled } from '../shared/threat-records.ts';
import { csvEntries } from './csv.ts';
import { entryReader } from './entry.ts';
import { jsonEntries } from './json.ts';

/**
 * Threats as plans, countermeasures as declared results, and the components that have them. No export has a
 * date: the caller's counts. Source: IriusRisk's API documentation, versions 1 and 2, and its CSV exports.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readIriusRisk(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'IriusRisk' } };
  const records = entryReader();
  let threats = 0;
  let name: string | undefined;
  const isJson = document.head.shape === 'json' || document.head.shape === 'ndjson';
  for await (const entry of isJson ? jsonEntries(document) : csvEntries(document)) {
    if ('kind' in entry) {
      yield entry;
      continue;
    }
    if (entry.sort === 'threat') threats += 1;
    name ??= entry.project;
    yield* records(entry);
  }
  // Countermeasures alone are what came of a model; the threats are the model.
  if (threats > 0) yield modelled(name ?? document.name.replace(/\.(csv|json)$/i, ''));
}
