import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { asString, type Members } from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn, awsResource, parseArn } from '../shared/arn.ts';
import { azureThing } from '../shared/azure-item.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';

/**
 * Results of plugins over a cloud account (CloudSploit `--json FILE` and `--csv FILE`). The report names no time.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCloudsploit(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'CloudSploit' } };
  const accounts = accountsOnce();
  let count = 0;
  for await (const { where, row } of rowsOf(document)) {
    const status = checkStatus(asString(row.status) ?? asString(row.statusWord));
    const id = asString(row.plugin) ?? asString(row.title);
    if (!status || !id) {
      yield { kind: 'problem', where, why: 'Expected a result with a plugin or title and a status.' };
      continue;
    }
    const resource = resourceOf(asString(row.resource));
    if (resource) yield* accounts(accountOfArn(resource.keys[0]));
    count += 1;
    yield checkResult({
      id: `cloudsploit:${id}`,
      title: asString(row.title),
      status,
      // What could be better, rather than what is wrong.
      severity: asString(row.status)?.toUpperCase() === 'WARN' ? 'low' : undefined,
      resource,
      location: asString(row.region),
      message: asString(row.message),
    });
  }
  if (count > 0) yield scanPractice('configuration', count, 'checks');
}

async function* rowsOf(document: Document): AsyncGenerator<{ where: string; row: Members }> {
  if (document.head.shape !== 'csv') {
    for await (const { pointer, item } of listed(document, ['/*'])) yield { where: pointer, row: item ?? {} };
    return;
  }
  for await (const { row, line } of streamCsv(document, { delimiter: ',' }))
    yield { where: `line ${line}`, row };
}

function resourceOf(text: string | undefined): ResourceRef | undefined {
  if (!text || /^(n\/a|unknown)$/i.test(text)) return undefined;
  if (parseArn(text)) return awsResource(text);
  if (text.startsWith('/subscriptions/')) return azureThing(text);
  return { type: 'other', keys: [otherKey('cloudsploit', text)], name: text };
}
