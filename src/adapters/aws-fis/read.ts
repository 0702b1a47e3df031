import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { experiment } from './experiment.ts';

/** `get-experiment` and `list-experiments`, as printed and as recorded. */
const PATTERNS = ['/experiment', '/data/experiment', '/experiments/*', '/data/experiments/*'];

/**
 * Experiments as FIS describes them (AWS FIS API Reference: Experiment, ExperimentSummary).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readFis(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Fault Injection Service' } };
  for await (const { pointer, value } of streamJson(document, PATTERNS)) {
    const item = asObject(value);
    if (item) yield* experiment(item, pointer);
    else yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
  }
}
