import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, asText } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';

/**
 * Checks of the CIS Docker Benchmark on one host (docker-bench-security `-l FILE`, which writes FILE.json). WARN
 * fails; INFO and NOTE are for people to look at. The log does not name its host.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDockerBench(document: Document): AsyncGenerator<Reading> {
  const head = asObject(document.head.json) ?? {};
  const version = asString(head.dockerbenchsecurity);
  const at = asInstant(head.start, 'seconds');
  yield {
    kind: 'envelope',
    tool: { name: 'Docker Bench for Security', ...(version && { version }) },
    ...(at !== undefined && { at }),
    complete: true,
  };
  let count = 0;
  for await (const { pointer, item } of listed(document, ['/tests/*/results/*'])) {
    const id = asText(item?.id);
    const status = checkStatus(asString(item?.result));
    if (!item || !id || !status) {
      yield { kind: 'problem', where: pointer, why: 'Expected a check with an id and a result.' };
      continue;
    }
    count += 1;
    yield checkResult({
      id: `cis-docker-${id}`,
      title: asString(item.desc),
      status,
      message: asString(item.remediation),
    });
  }
  if (count > 0) yield scanPractice('configuration', count, 'checks');
}
