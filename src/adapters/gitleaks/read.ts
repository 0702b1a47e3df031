import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';

/**
 * Leaks as findings (gitleaks 7 and 8, `--report-format json`). The members `Secret`, `Match` and `offender`
 * hold what leaked: they are never read. The report names no time.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGitleaks(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'gitleaks' }, complete: true };
  let leaks = 0;
  for await (const { pointer, value } of streamJson(document, ['/*'])) {
    const leak = asObject(value);
    const rule = asString(leak?.['RuleID']) ?? asString(leak?.['rule']);
    if (!leak || !rule) {
      yield { kind: 'problem', where: pointer, why: 'expected a leak with a RuleID' };
      continue;
    }
    leaks += 1;
    yield finding(leak, rule);
  }
  yield {
    kind: 'practice',
    aspect: 'secrets',
    output: 'test',
    note: leaks === 0 ? 'no leaks found' : `${leaks} leaks found`,
  };
}

function finding(leak: Members, rule: string): Reading {
  const file = asString(leak['File']) ?? asString(leak['file']);
  const commit = asString(leak['Commit']) ?? asString(leak['commit']);
  const title = asString(leak['Description']);
  return {
    kind: 'result',
    aspect: 'secrets',
    rule: { id: rule, ...(title && { title }) },
    status: 'fail',
    severity: 'high',
    ...(file && { location: commit ? `${file}@${commit}` : file }),
    message: title ?? `A secret of the kind ${rule} is in the repository.`,
  };
}
