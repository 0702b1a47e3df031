import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Reading, Result } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { checkRun } from '../shared/check-run.ts';

const LISTS = ['passed_checks', 'failed_checks', 'skipped_checks'];

/**
 * Checks of infrastructure code (Checkov documentation, "Scan output", json): one object for each framework, or one
 * alone.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCheckov(document: Document): AsyncGenerator<Reading> {
  const many = Array.isArray(document.head.json);
  const first = asObject(many ? (document.head.json as unknown[])[0] : document.head.json);
  const version = asString(member(first?.summary, 'checkov_version'));
  yield { kind: 'envelope', tool: { name: 'Checkov', ...(version && { version }) }, complete: true };
  const run = checkRun({ what: 'checks of code', aspect: 'deploy' });
  const base = many ? '/*' : '';
  for await (const { pointer, value } of streamJson(
    document,
    LISTS.map((list) => `${base}/results/${list}/*`),
  )) {
    const result = resultOf(asObject(value) ?? {});
    if (!result) {
      yield { kind: 'problem', where: pointer, why: 'Expected a check with a check_id and a result.' };
      continue;
    }
    run.add(result);
    yield result;
  }
  yield* run.practices();
}

function resultOf(check: Members): Result | undefined {
  const id = asString(check.check_id);
  const status = checkStatus(asString(member(check, 'check_result', 'result')));
  if (!id || !status) return undefined;
  const file = asString(check.repo_file_path) ?? asString(check.file_path);
  return checkResult({
    id,
    title: asString(check.check_name),
    status,
    severity: asString(check.severity),
    location: [file?.replace(/^\/+/, ''), asString(check.resource)].filter(Boolean).join(' ') || undefined,
    aspect: 'deploy',
    declared: true,
  });
}
