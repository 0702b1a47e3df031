import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { asNumber, asString } from '../../formats/schema.ts';
import { accountKey, cloudKey } from '../../records/key.ts';
import type { Cost, Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { utcInstant } from '../shared/utc.ts';

/**
 * Line items of the Cost and Usage Report (AWS Data Exports: legacy CUR with `lineItem/UsageStartDate`, CUR 2.0 with
 * `line_item_usage_start_date`). Streams: reports have millions of rows.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAwsCostReport(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Cost and Usage Report' } };
  const accounts = accountsOnce(['cost']);
  let charges = 0;
  for await (const { line, row, problem } of streamCsv(document, { delimiter: ',' })) {
    const read = problem ? undefined : chargeOf(row);
    if (!read) {
      yield {
        kind: 'problem',
        where: `line ${line}`,
        why: problem ?? 'Expected a cost, a currency and two times.',
      };
      continue;
    }
    charges += 1;
    yield* accounts(read.account);
    yield read;
  }
  if (charges > 0)
    yield { kind: 'practice', aspect: 'cost', output: 'test', note: 'AWS Cost and Usage Report' };
}

function chargeOf(row: Readonly<Record<string, string>>): Cost | undefined {
  const cell = (name: string) =>
    asString(row[`lineItem/${name}`]) ?? asString(row[`line_item_${snake(name)}`]);
  const amount = asNumber(cell('UnblendedCost')) ?? asNumber(cell('BlendedCost'));
  const currency = cell('CurrencyCode');
  const from = utcInstant(cell('UsageStartDate'));
  const until = utcInstant(cell('UsageEndDate'));
  if (amount === undefined || !currency || from === undefined || until === undefined || until < from)
    return undefined;
  const account = cell('UsageAccountId');
  const service = asString(row['product/ProductName']) ?? cell('ProductCode');
  const resource = resourceOf(cell('ResourceId'));
  const owner = ownerOf(tagsOf(row));
  return {
    kind: 'cost',
    amount,
    currency,
    from,
    until,
    ...(account && { account: accountKey('aws', account) }),
    ...(service && { service }),
    ...(resource && { resource }),
    ...(owner && { owner }),
  };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}

function resourceOf(id: string | undefined): ResourceRef | undefined {
  if (!id) return undefined;
  if (parseArn(id)) return awsResource(id);
  if (/^i-[0-9a-f]+$/.test(id)) return { type: 'host', keys: [cloudKey('aws', id)], name: id };
  return /^vol-[0-9a-f]+$/.test(id) ? { type: 'volume', keys: [cloudKey('aws', id)], name: id } : undefined;
}

/** Columns `resourceTags/user:owner` of the legacy report; the map `resource_tags` as JSON of CUR 2.0. */
function tagsOf(row: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const tags: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(row)) {
    if (name.startsWith('resourceTags/') && value !== '') tags[name.slice('resourceTags/'.length)] = value;
  }
  const json = row['resource_tags'];
  if (!json) return tags;
  try {
    return { ...tags, ...awsTags(JSON.parse(json)) };
  } catch {
    return tags;
  }
}
