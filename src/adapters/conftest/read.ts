import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, Result, ResultStatus } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { checkRun } from '../shared/check-run.ts';
import { policyResult } from '../shared/policy.ts';

const LISTS: readonly (readonly [list: string, status: ResultStatus, usual: Severity])[] = [
  ['failures', 'fail', 'medium'],
  ['warnings', 'fail', 'low'],
  ['exceptions', 'skipped', 'medium'],
  ['skipped', 'skipped', 'medium'],
];

/**
 * What policies said of each file (conftest, "Output formats", json). Policies that passed are only counted there:
 * a file without a failure is one passing result.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readConftest(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'conftest' } };
  const run = checkRun({ what: 'policy checks', aspect: 'deploy' });
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const item = asObject(value);
    if (!item || asString(item.filename) === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected the results of a file, with its filename.' };
      continue;
    }
    for (const result of fileResults(item)) {
      run.add(result);
      yield result;
    }
  }
  yield* run.practices();
}

function* fileResults(item: Members): Generator<Result> {
  const file = asString(item.filename);
  const namespace = asString(item.namespace) ?? 'main';
  let failed = 0;
  for (const [list, status, usual] of LISTS) {
    for (const said of asArray(item[list])) {
      // `data.main.deny_root` becomes `main.deny_root`.
      const query = asString(member(said, 'metadata', 'query'))?.replace(/^data\./, '');
      const policy = query ?? `${namespace}.${list}`;
      if (status === 'fail') failed += 1;
      yield policyResult({ policy, said, status, usual, file });
    }
  }
  // Until 0.19 they were listed.
  const passed = Array.isArray(item.successes) ? item.successes.length : (asNumber(item.successes) ?? 0);
  if (failed === 0 && passed > 0)
    yield policyResult({
      policy: `${namespace}: all policies`,
      said: undefined,
      status: 'pass',
      usual: 'medium',
      file,
    });
}
