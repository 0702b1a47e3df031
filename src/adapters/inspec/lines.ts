import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, asText, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { type CheckRun, checkRun } from '../shared/check-run.ts';
import { aspectOf, controlResult } from './control.ts';
import { targetOf } from './target.ts';

/** One control a line; lines of several machines may be mixed, so each result names its own. */
export async function* readLines(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'InSpec' } };
  const tallies = new Map<string, CheckRun>();
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const item = asObject(value);
    const id = asText(item?.id);
    if (!item || !id) {
      yield { kind: 'problem', where: pointer, why: 'Expected a control with an id.' };
      continue;
    }
    const resource = targetOf(item);
    const result = controlResult({
      id,
      item,
      aspect: aspectOf(asString(member(item.profile, 'name'))),
      resource,
    });
    yield result;
    const key = resource?.keys[0] ?? '';
    const tally = tallies.get(key) ?? checkRun({ what: 'controls', subject: resource });
    tallies.set(key, tally);
    tally.add(result);
  }
  for (const tally of tallies.values()) yield* tally.practices();
}
