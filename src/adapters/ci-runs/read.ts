import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { ciRun } from '../shared/ci-run.ts';
import { listed } from '../shared/listing.ts';
import { productOf } from '../shared/products.ts';
import { SERVICES } from './services.ts';

/**
 * Runs as CI services list them. Commit messages and names of people are not read.
 * @throws Refusal `malformed`, `truncated`, `too-large`; `unrecognised` where no service is known by its head
 */
export async function* readCiRuns(document: Document): AsyncGenerator<Reading> {
  const known = productOf(document.head, SERVICES);
  if (!known) {
    throw new Refusal('unrecognised', 'No run of a known CI service stands at the beginning.', {
      file: document.path,
    });
  }
  const { product, pattern } = known;
  yield { kind: 'envelope', tool: { name: product.tool } };
  for await (const { pointer, item } of listed(document, [pattern])) {
    const run = item && product.read(item);
    if (!run) yield { kind: 'problem', where: pointer, why: 'Expected a run.' };
    else if (run.outcome && run.at === undefined)
      yield { kind: 'problem', where: pointer, why: 'The run does not say when it ended or began.' };
    else yield* ciRun(run);
  }
}
