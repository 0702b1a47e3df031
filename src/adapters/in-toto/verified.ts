import {
  asArray,
  asInstant,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';

/** Tests that ran (`test-result` v0.1), by name where they are listed. */
export function* testResult(predicate: Members): Generator<Reading> {
  yield { kind: 'envelope', tool: { name: 'in-toto test-result' } };
  const results: Result[] = [];
  const lists = [
    ['passedTests', 'pass'],
    ['warnedTests', 'pass'],
    ['failedTests', 'fail'],
  ] as const;
  for (const [list, status] of lists)
    for (const name of asStrings(predicate[list])) results.push(test(oneLine(name, 250), status));
  const whole = checkStatus(asString(predicate.result)?.replace(/^WARNED$/i, 'passed'));
  if (results.length === 0 && whole) results.push(test('in-toto test-result', whole));
  yield* counted(results, 'tests');
}

function test(id: string, status: ResultStatus): Result {
  return checkResult({ id, status, aspect: 'cicd' });
}

/** A verifier's summary: SLSA's (VSA) of levels, or a simple one (SVR) of properties. */
export function* verification(predicate: Members): Generator<Reading> {
  const at = asInstant(predicate.timeVerified) ?? asInstant(predicate.timeCreated);
  const verifier = asString(member(predicate, 'verifier', 'id'));
  const name = verifier ? oneLine(verifier.replace(/[?#].*$/s, ''), 100) : 'verifier';
  yield { kind: 'envelope', tool: { name }, ...(at !== undefined && { at }) };
  const word = asString(predicate.verificationResult) ?? asString(predicate.verification_result);
  const levels = [...asStrings(predicate.verifiedLevels), ...asStrings(predicate.policy_level)];
  const results: Result[] = asStrings(predicate.properties).map((id) => test(oneLine(id, 200), 'pass'));
  if (word) {
    const status = checkStatus(word) ?? 'error';
    const message = levels.length > 0 ? levels.join(', ') : undefined;
    results.push(checkResult({ id: 'slsa-verification', status, message, aspect: 'cicd' }));
  }
  yield* counted(results, 'verifications');
}

/** Attributes that a producer asserts (SCAI): said, not seen. */
export function* scai(predicate: Members): Generator<Reading> {
  yield { kind: 'envelope', tool: { name: 'SCAI attribute report' } };
  let count = 0;
  for (const each of asArray(predicate.attributes)) {
    const attribute = asString(member(each, 'attribute'));
    if (!attribute) continue;
    count += 1;
    yield checkResult({
      id: `scai:${oneLine(attribute, 200)}`,
      status: 'pass',
      usual: 'info',
      aspect: 'cicd',
      declared: true,
    });
  }
  if (count === 0) return;
  const note = `${count} attributes of what was built`;
  yield { kind: 'practice', aspect: 'cicd', output: 'test', automation: 'semi', declared: true, note };
}

/** A step of a supply chain (link); its command is not read, for it may hold secrets. */
export function* linked(predicate: Members): Generator<Reading> {
  yield { kind: 'envelope', tool: { name: 'in-toto link' } };
  const name = asString(predicate.name);
  const note = name ? `step ${oneLine(name, 100)}` : 'a step of the supply chain';
  const environment = asObject(predicate.environment);
  const at = asInstant(environment?.timestamp);
  yield {
    kind: 'practice',
    aspect: 'cicd',
    output: 'test',
    automation: 'semi',
    ...(at !== undefined && { at }),
    note,
  };
}

function* counted(results: readonly Result[], what: string): Generator<Reading> {
  const run = checkRun({ what, automation: 'semi', aspect: 'cicd' });
  for (const result of results) {
    run.add(result);
    yield result;
  }
  yield* run.practices();
}
