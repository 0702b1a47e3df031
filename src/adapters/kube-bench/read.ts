import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';

const PATTERNS = ['/Controls/*', '/*'];

/**
 * Checks of the CIS Kubernetes Benchmark (kube-bench `--json`): a list of controls, or these with totals. WARN
 * needs a person to look; what is not scored cannot fail.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readKubeBench(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'kube-bench' }, complete: true };
  const wrapped = asObject(document.head.json) !== undefined;
  let count = 0;
  for await (const { pointer, item } of listed(document, wrapped ? ['/Controls/*'] : PATTERNS.slice(1))) {
    const version = asText(item?.version);
    for (const test of asArray(item?.tests)) {
      for (const each of asArray(member(test, 'results'))) {
        const check = asObject(each);
        const id = asText(check?.test_number);
        const status = statusOf(check ?? {});
        if (!check || !id || !status) {
          yield { kind: 'problem', where: pointer, why: 'Expected a check with a test_number and a status.' };
          continue;
        }
        count += 1;
        yield checkResult({
          id: `cis-kubernetes-${id}`,
          title: asString(check.test_desc),
          status,
          location:
            [asString(item?.node_type), version && `CIS ${version}`].filter(Boolean).join(', ') || undefined,
          message: asString(check.remediation),
        });
      }
    }
  }
  if (count > 0) yield scanPractice('configuration', count, 'checks');
}

function statusOf(check: Members) {
  const word = asString(check.status);
  if (word === 'WARN' || word === 'INFO') return 'skipped';
  const status = checkStatus(word);
  return status === 'fail' && check.scored === false ? 'skipped' : status;
}
