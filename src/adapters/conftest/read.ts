import type { Document } from '../../formats/document.ts';
import { asArray, asNumber, asObject, asString, member } from '../../formats/schema.ts';
import type { Reading, ResultStatus } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import { scanPractice } from '../shared/scan-practice.ts';

const LISTS: readonly (readonly [name: string, status: ResultStatus, severity: string])[] = [
  ['failures', 'fail', 'high'],
  ['warnings', 'fail', 'low'],
  ['exceptions', 'skipped', 'low'],
  ['skipped', 'skipped', 'low'],
];

/**
 * Policies tested against configuration files (Conftest `test --output json`). What passes is only counted, one row
 * for each file. Files are code: what they say was looked at before it runs.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readConftest(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Conftest' }, complete: true };
  let files = 0;
  for await (const { pointer, item } of listed(document, ['/*'])) {
    const file = asString(item?.filename);
    if (!item || file === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected the answer for a file.' };
      continue;
    }
    files += 1;
    const namespace = asString(item.namespace) ?? 'main';
    for (const [list, status, severity] of LISTS) {
      for (const each of asArray(item[list])) {
        const msg = asString(asObject(each)?.msg);
        if (msg === undefined) {
          yield { kind: 'problem', where: `${pointer}/${list}`, why: 'Expected a message.' };
          continue;
        }
        const query = asString(member(each, 'metadata', 'query')) ?? `data.${namespace}`;
        const message = oneLine(msg, 200);
        yield checkResult({
          id: query,
          title: message,
          status,
          severity,
          location: `${file}: ${message}`,
          message,
          declared: true,
        });
      }
    }
    const passed = asNumber(item.successes) ?? asArray(item.successes).length;
    if (passed > 0) {
      const message = `${passed} policies hold`;
      yield checkResult({
        id: `data.${namespace}`,
        status: 'pass',
        severity: 'info',
        location: file,
        message,
        declared: true,
      });
    }
  }
  if (files > 0)
    yield scanPractice(
      'configuration',
      files,
      files === 1 ? 'file tested against policies' : 'files tested against policies',
    );
}
