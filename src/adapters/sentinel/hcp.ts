import {
  asArray,
  asBoolean,
  asInstant,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { later } from '../shared/later.ts';
import { oneLine } from '../shared/one-line.ts';

/** How hard a policy is enforced, and how severe it is that it fails. */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['hard-mandatory', 'high'],
  ['mandatory', 'high'],
  ['soft-mandatory', 'medium'],
  ['advisory', 'low'],
]);

/** One check of a run: the policies of its sets, or, where the answer leaves them out, how many failed. */
export function* policyCheck(item: Members, pointer: string): Generator<Reading> {
  const attributes = asObject(item.attributes);
  const status = asString(attributes?.status) ?? '';
  if (!attributes) {
    yield { kind: 'problem', where: pointer, why: 'Expected a policy check with attributes.' };
    return;
  }
  const at = timeOf(attributes);
  const run = asString(member(item, 'relationships', 'run', 'data', 'id'));
  const id = asString(item.id);
  const reference = run ?? id;
  const extra = { ...(at !== undefined && { at }) };
  if (/^(errored|canceled|unreachable|pending|queued|running)$/i.test(status)) {
    if (!/^(pending|queued|running)$/i.test(status)) {
      const title = `Policy check ${status}`;
      yield {
        kind: 'event',
        type: 'failed-run',
        aspect: 'deploy',
        title,
        ...extra,
        ...(reference && { reference }),
      };
    }
    return;
  }
  const tally = checkRun({ what: 'policies', end: at, aspect: 'deploy' });
  const results = [...outcomes(attributes), ...sentinelSets(attributes)];
  for (const result of results.length > 0 ? results : summed(attributes)) {
    const dated = { ...result, ...extra };
    tally.add(dated);
    yield dated;
  }
  for (const reading of tally.practices())
    yield reading.kind === 'practice' && reference ? { ...reading, reference } : reading;
}

/** When it came to its end: the latest of the times that its status has. */
function timeOf(attributes: Members): Instant | undefined {
  let at: Instant | undefined;
  for (const value of Object.values(asObject(attributes['status-timestamps']) ?? {}))
    at = later(at, asInstant(value));
  return at ?? asInstant(attributes['created-at']);
}

function* sentinelSets(attributes: Members): Generator<Result> {
  const data = asObject(member(attributes, 'result', 'sentinel', 'data'));
  for (const set of Object.values(data ?? {})) yield* setResults(asObject(set) ?? {});
}

/** The policies of a set, as Sentinel's own JSON has them. */
export function* setResults(set: Members): Generator<Result> {
  for (const each of asArray(set.policies)) {
    const item = asObject(each);
    const policy = asObject(item?.policy);
    const name = asString(item?.policy) ?? asString(policy?.name);
    const held = asBoolean(item?.result);
    if (!item || !name) continue;
    const level = asString(policy?.['enforcement-level']) ?? asString(item['enforcement-level']);
    const allowed = item['allowed-failure'] === true;
    const isBroken = item.error !== null && item.error !== undefined && item.error !== '';
    yield result(
      name,
      isBroken || held === undefined ? 'error' : held ? 'pass' : 'fail',
      level ?? (allowed ? 'advisory' : undefined),
    );
  }
}

/** Policy evaluations and outcomes, in which policies of OPA are too. */
function* outcomes(attributes: Members): Generator<Result> {
  for (const each of asArray(attributes.outcomes)) {
    const name = asString(member(each, 'policy_name')) ?? asString(member(each, 'policy-name'));
    const status = checkStatus(asString(member(each, 'status')));
    const level = asString(member(each, 'enforcement_level')) ?? asString(member(each, 'enforcement-level'));
    if (name) yield result(name, status ?? 'error', level);
  }
}

function result(name: string, status: ResultStatus, level: string | undefined): Result {
  const id = oneLine(name, 250);
  const usual = SEVERITIES.get(level ?? '');
  const found = checkResult({ id, status, usual, aspect: 'deploy', declared: true });
  return level ? { ...found, toolSeverity: level } : found;
}

/** The counts of a check whose policies are not in the answer. */
function* summed(attributes: Members): Generator<Result> {
  const counts = asObject(attributes.result) ?? asObject(attributes['result-count']) ?? {};
  const number = (name: string) => asNumber(counts[name]) ?? 0;
  const hard = number('hard-failed') + number('mandatory-failed');
  const soft = number('soft-failed');
  const advisory = number('advisory-failed');
  const failed = hard + soft + advisory;
  if (failed + number('passed') === 0) return;
  const level =
    hard > 0 ? 'hard-mandatory' : soft > 0 ? 'soft-mandatory' : advisory > 0 ? 'advisory' : undefined;
  const found = result('sentinel-policy-check', failed > 0 ? 'fail' : 'pass', level);
  yield { ...found, message: `${number('passed')} policies passed, ${failed} failed` };
}
