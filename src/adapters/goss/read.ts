import type { Document } from '../../formats/document.ts';
import { asInstant, asNumber, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { listed } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import { withoutUser } from '../shared/remote.ts';

/** What `result` counts: success and failure are told by `successful`. */
const SKIPPED = 2;

/**
 * Properties of a host that were compared with what they should be (Goss manual, "validate", format json).
 * Expected and found values are never read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGoss(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Goss' } };
  const run = checkRun({ what: 'checks' });
  for await (const { pointer, item } of listed(document, ['/results/*'])) {
    const result = item && resultOf(item);
    if (!result) {
      yield { kind: 'problem', where: pointer, why: 'Expected a test with its resource-type and property.' };
      continue;
    }
    run.add(result);
    yield result;
  }
  yield* run.practices();
}

function resultOf(item: Members): Result | undefined {
  const type = asString(item['resource-type']);
  const property = asString(item.property);
  const status = statusOf(item);
  if (!type || !property || !status) return undefined;
  const title = asString(item.title);
  const thing = thingOf(type, asString(item['resource-id']) ?? '', title);
  const at = timeOf(item);
  return {
    ...checkResult({
      id: `goss:${oneLine(type, 60).toLowerCase()}:${oneLine(property, 100)}`,
      title: title ?? `${type} ${thing}: ${property}`,
      status,
      severity: asString(member(item.meta, 'severity')),
      location: thing === '' ? undefined : thing,
    }),
    ...(at !== undefined && { at }),
  };
}

function statusOf(item: Members): ResultStatus | undefined {
  if (item.skipped === true || asNumber(item.result) === SKIPPED) return 'skipped';
  if (item.successful === true) return 'pass';
  if (item.successful !== false) return undefined;
  return item.err === undefined || item.err === null ? 'fail' : 'error';
}

/** Types whose ids are plain names; commands and whatever else people write in full can hold passwords. */
const NAMED =
  /^(addr|dns|file|gossfile|group|http|interface|kernelparam|kernel-param|mount|package|port|process|service|user)$/i;

/** What was looked at: an address without its user and query, a command by its title or its first word. */
function thingOf(type: string, id: string, title: string | undefined): string {
  const bare = /^[a-z]+:\/\//i.test(id) ? withoutUser(id) : id.trim();
  return oneLine(NAMED.test(type) ? bare : (title ?? bare.split(/\s/)[0] ?? ''), 200);
}

/** Tests that were skipped end in the year 1. */
function timeOf(item: Members): Instant | undefined {
  const at = asInstant(item['end-time']);
  return at !== undefined && at > 0 ? at : undefined;
}
