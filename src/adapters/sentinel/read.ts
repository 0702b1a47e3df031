import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading, Result } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';
import { oneLine } from '../shared/one-line.ts';
import { policyCheck, setResults } from './hcp.ts';

/**
 * Tests of policies (`sentinel test -json`), a local decision (`sentinel apply -json`), or what HCP Terraform and
 * Terraform Enterprise decided in runs (API, "Policy checks", "Policy evaluations"). Traces are never read: they
 * hold values of the plan.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSentinel(document: Document): AsyncGenerator<Reading> {
  const root = asObject(document.head.json) ?? {};
  if ('data' in root) {
    yield { kind: 'envelope', tool: { name: 'HCP Terraform' } };
    const pattern = Array.isArray(root.data) ? '/data/*' : '/data';
    for await (const { pointer, value } of streamJson(document, [pattern])) {
      const item = asObject(value);
      if (item) yield* policyCheck(item, pointer);
      else yield { kind: 'problem', where: pointer, why: 'Expected a policy check.' };
    }
    return;
  }
  yield { kind: 'envelope', tool: { name: 'Sentinel' } };
  if (Array.isArray(root.policies)) yield* applied(document);
  else yield* tested(document);
}

async function* applied(document: Document): AsyncGenerator<Reading> {
  const run = checkRun({ what: 'policies', aspect: 'deploy' });
  for await (const { pointer, value } of streamJson(document, ['/policies/*'])) {
    const results = [...setResults({ policies: [value] })];
    if (results.length === 0)
      yield { kind: 'problem', where: pointer, why: 'Expected a policy with its result.' };
    for (const result of results) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

async function* tested(document: Document): AsyncGenerator<Reading> {
  const run = checkRun({ what: 'policy tests', aspect: 'cicd' });
  for await (const { pointer, value } of streamJson(document, ['/policies/*'])) {
    const item = asObject(value);
    const name = lastStep(pointer);
    if (!item) {
      yield { kind: 'problem', where: pointer, why: 'Expected the tests of a policy.' };
      continue;
    }
    for (const result of cases(name, item)) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

/** A policy's cases; one whose file is wrong has none, and is an error as a whole. */
function* cases(policy: string, item: Members): Generator<Result> {
  const found = Object.entries(asObject(item.cases) ?? {});
  if (found.length === 0) yield test(policy, policy, asString(item.status));
  for (const [name, each] of found)
    yield test(`${policy}: ${name}`, policy, asString(asObject(each)?.status));
}

function test(id: string, policy: string, status: string | undefined): Result {
  return checkResult({
    id: oneLine(id, 250),
    status: checkStatus(status) ?? 'error',
    location: oneLine(policy, 300),
    aspect: 'cicd',
  });
}

function lastStep(pointer: string): string {
  return (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
