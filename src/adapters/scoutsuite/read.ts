import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import { accountKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { utcInstant } from '../shared/utc.ts';

/** How dangerous a finding is, in Scout Suite's words. */
const SEVERITIES: Readonly<Record<string, string>> = { danger: 'high', warning: 'medium', success: 'low' };
/** Flagged items that are named one by one; the rest of a rule are counted in its own result. */
const MOST_ITEMS = 500;

/**
 * Rules of each service of a cloud account (Scout Suite wiki, "Results"): the file is one JavaScript assignment, of
 * which only the JSON behind the `=` is read; nothing is run.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readScoutSuite(document: Document): AsyncGenerator<Reading> {
  const plain = withoutAssignment(document);
  let at: number | undefined;
  let version: string | undefined;
  const head: Members = {};
  for await (const { pattern, value } of streamJson(plain, ['/last_run', '/account_id', '/provider_code'])) {
    if (pattern === '/last_run') {
      at = utcInstant(asString(member(value, 'time')));
      version = asString(member(value, 'version'));
    } else Object.assign(head, { [pattern.slice(1)]: value });
  }
  const account = asString(head.account_id);
  const provider = asString(head.provider_code) ?? 'cloud';
  const target: ResourceRef | undefined = account
    ? { type: 'account', keys: [accountKey(provider, account)], name: account }
    : undefined;
  yield {
    kind: 'envelope',
    tool: { name: 'Scout Suite', ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    complete: true,
  };
  const run = checkRun({ what: 'rules', end: at, subject: target });
  for await (const { pointer, value } of streamJson(plain, ['/services/*/findings/*'])) {
    const rule = pointer.split('/').at(-1) ?? '';
    for (const result of resultsOf(rule, asObject(value) ?? {})) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

function* resultsOf(id: string, finding: Members): Generator<Result> {
  const checked = asNumber(finding.checked_items) ?? 0;
  const items = asStrings(asArray(finding.items));
  const flagged = asNumber(finding.flagged_items) ?? items.length;
  const base = {
    id,
    title: asString(finding.description),
    severity: SEVERITIES[asString(finding.level) ?? ''] ?? 'medium',
  };
  if (checked === 0) yield checkResult({ ...base, status: 'skipped' });
  else if (flagged === 0) yield checkResult({ ...base, status: 'pass', message: `${checked} items` });
  else if (items.length === 0)
    yield checkResult({ ...base, status: 'fail', message: `${flagged} of ${checked} items` });
  for (const item of items.slice(0, MOST_ITEMS)) {
    yield checkResult({ ...base, status: 'fail', location: item, message: `${flagged} of ${checked} items` });
  }
}

/** The same document from the first brace on. The assignment before it is short, and in the first bytes. */
function withoutAssignment(document: Document): Document {
  const start = document.head.text.indexOf('{');
  if (asObject(document.head.json) || start < 0) return document;
  const skip = Buffer.byteLength(document.head.text.slice(0, start));
  return {
    ...document,
    async *bytes() {
      let left = skip;
      for await (const chunk of document.bytes()) {
        if (left < chunk.length) yield chunk.subarray(left);
        left = Math.max(0, left - chunk.length);
      }
    },
  };
}
