import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { secretFinding, secretScan } from '../shared/secret-finding.ts';

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
  yield secretScan(leaks, 'leak');
}

function finding(leak: Members, rule: string): Reading {
  return secretFinding({
    rule,
    title: asString(leak['Description']),
    file: asString(leak['File']) ?? asString(leak['file']),
    commit: asString(leak['Commit']) ?? asString(leak['commit']),
  });
}
