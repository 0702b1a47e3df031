import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';
import { ruleResults } from '../shared/policy.ts';

/**
 * Decisions of `opa eval` and `opa exec` by the names of their rules, and tests of `opa test` (Open Policy Agent,
 * "CLI", `--format json`).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readOpa(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'OPA' } };
  const tests = Array.isArray(document.head.json);
  const run = checkRun(
    tests ? { what: 'policy tests', aspect: 'cicd' } : { what: 'policy checks', aspect: 'deploy' },
  );
  for await (const { pattern, pointer, value } of streamJson(
    document,
    tests ? ['/*'] : ['/result/*', '/errors/*'],
  )) {
    if (pattern === '/errors/*') {
      const code = asString(member(value, 'code')) ?? 'error';
      yield {
        kind: 'event',
        type: 'failed-run',
        aspect: 'deploy',
        title: `OPA could not decide: ${oneLine(code, 80)}`,
      };
      continue;
    }
    const item = asObject(value);
    const results = item && (tests ? [testResult(item)] : [...decisions(item)]);
    if (!results || results.length === 0) {
      yield {
        kind: 'problem',
        where: pointer,
        why: 'Expected a rule whose name says what it means, such as deny or allow.',
      };
      continue;
    }
    for (const result of results) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

function* decisions(item: Members): Generator<Result> {
  const file = asString(item.path);
  if (file !== undefined) {
    // `opa exec` does not repeat which rule it asked; a list is one of violations, true is agreement.
    const value = item.result;
    if ('error' in item) yield failedDecision(file);
    else if (asObject(value)) yield* rulesIn('', asObject(value) ?? {}, file);
    else yield* ruleResults(typeof value === 'boolean' ? 'allow' : 'deny', value, file);
    return;
  }
  for (const expression of asArray(item.expressions)) {
    const name = (asString(member(expression, 'text')) ?? '').replace(/^data\./, '');
    const value = member(expression, 'value');
    const found = [...ruleResults(name, value)];
    if (found.length > 0) yield* found;
    else if (asObject(value)) yield* rulesIn(name, asObject(value) ?? {});
  }
}

/** A package as a whole: its rules by name, packages in it included. */
function* rulesIn(name: string, rules: Members, file?: string, depth = 0): Generator<Result> {
  for (const [rule, value] of Object.entries(rules)) {
    const policy = name ? `${name}.${rule}` : rule;
    const found = [...ruleResults(policy, value, file)];
    yield* found;
    const inner = asObject(value);
    if (found.length === 0 && inner && depth < 5) yield* rulesIn(policy, inner, file, depth + 1);
  }
}

function failedDecision(file: string): Result {
  return checkResult({
    id: 'opa-decision',
    status: 'error',
    location: oneLine(file, 300),
    aspect: 'deploy',
    declared: true,
  });
}

/** A test of the policies themselves. */
function testResult(item: Members): Result {
  const status: ResultStatus =
    item.error !== undefined && item.error !== null
      ? 'error'
      : item.skip === true
        ? 'skipped'
        : item.fail === true
          ? 'fail'
          : 'pass';
  const name = asString(item.name) ?? 'test';
  const within = asString(item.package)?.replace(/^data\./, '');
  const file = asString(member(item, 'location', 'file'));
  return checkResult({
    id: oneLine(within ? `${within}.${name}` : name, 250),
    title: name,
    status,
    location: file === undefined ? undefined : oneLine(file, 300),
    aspect: 'cicd',
  });
}
