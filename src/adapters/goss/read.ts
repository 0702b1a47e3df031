import type { Document } from '../../formats/document.ts';
import { asBoolean, asInstant, asNumber, asString, type Members } from '../../formats/schema.ts';
import type { Reading, Result } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { listed } from '../shared/listing.ts';

/**
 * Tests of a machine's state (Goss documentation, `validate --format json`).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGoss(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Goss' }, complete: true };
  const run = checkRun({ what: 'tests of the state' });
  for await (const { pointer, item } of listed(document, ['/results/*'])) {
    const result = item && resultOf(item);
    if (!result) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a test with a resource-type and a resource-id.',
      };
      continue;
    }
    run.add(result);
    yield result;
  }
  yield* run.practices();
}

/** `result` is 0 passed, 1 failed, 2 skipped. What was found and what was wanted may be secrets: neither is read. */
function resultOf(item: Members): Result | undefined {
  const type = asString(item['resource-type']);
  const id = asString(item['resource-id']);
  const property = asString(item.property);
  if (!type || !id) return undefined;
  const number = asNumber(item.result);
  const passed = number === undefined ? asBoolean(item.successful) : number === 0;
  const at = asInstant(item['end-time']);
  const result = checkResult({
    id: `goss-${type.toLowerCase()}${property ? `-${property}` : ''}`,
    title: asString(item.title),
    status: number === 2 || asBoolean(item.skipped) ? 'skipped' : passed ? 'pass' : 'fail',
    location: `${type} ${id}`,
  });
  return at === undefined ? result : { ...result, at };
}
