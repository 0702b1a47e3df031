import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { asNumber, asString } from '../../formats/schema.ts';
import { DAY, type Instant, parseInstant } from '../../records/instant.ts';
import { accountKey, cloudKey } from '../../records/key.ts';
import type { Cost, Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { azureRef } from '../shared/azure-item.ts';
import { ownerOf } from '../shared/owner.ts';

/** A row, by column names in small letters. */
type Row = ReadonlyMap<string, string>;

/**
 * Charges of an Enterprise Agreement, a Microsoft Customer Agreement or a subscription (Cost Management exports,
 * actual or amortized cost; usage details). Streams: exports have millions of rows.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAzureCost(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Azure Cost Management' } };
  const accounts = accountsOnce(['cost']);
  let charges = 0;
  for await (const { line, row: cells, problem } of streamCsv(document)) {
    const row: Row = new Map(Object.entries(cells).map(([name, value]) => [name.toLowerCase(), value]));
    const read = problem ? undefined : chargeOf(row);
    if (!read) {
      yield {
        kind: 'problem',
        where: `line ${line}`,
        why: problem ?? 'Expected a cost, a currency and a date.',
      };
      continue;
    }
    charges += 1;
    const name = asString(row.get('subscriptionname'));
    yield* accounts(read.account, name ? { name } : {});
    yield read;
  }
  if (charges > 0) yield { kind: 'practice', aspect: 'cost', output: 'test', note: 'Azure cost export' };
}

function chargeOf(row: Row): Cost | undefined {
  const first = (...names: string[]) =>
    names.map((name) => asString(row.get(name)?.trim())).find((text) => text !== undefined);
  const amount = asNumber(first('costinbillingcurrency', 'cost', 'pretaxcost'));
  const currency = first('billingcurrency', 'billingcurrencycode', 'currency')?.toUpperCase();
  const from = dateOf(first('date', 'usagedatetime', 'usagedate'));
  if (amount === undefined || !currency || !/^[A-Z]{3}$/.test(currency) || from === undefined)
    return undefined;
  const subscription = first('subscriptionid', 'subscriptionguid');
  const service = first('metercategory', 'consumedservice', 'servicename');
  const resource = resourceOf(first('resourceid', 'instanceid'), first('resourcename'));
  const owner = ownerOf(tagsOf(row.get('tags'))) ?? first('costcenter');
  return {
    kind: 'cost',
    amount,
    currency,
    from,
    until: from + DAY,
    ...(subscription && { account: accountKey('azure', subscription) }),
    ...(service && { service }),
    ...(resource && { resource }),
    ...(owner && { owner }),
  };
}

/** `09/21/2023` (month first) and `2023-09-21`. */
function dateOf(text: string | undefined): Instant | undefined {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '');
  return parseInstant(match ? `${match[3]}-${match[1]}-${match[2]}` : (text ?? ''));
}

/** Tags are written as the inside of a JSON object, with or without its braces. */
function tagsOf(text: string | undefined): Readonly<Record<string, string>> | undefined {
  const bare = text?.trim();
  if (!bare) return undefined;
  try {
    return awsTags(JSON.parse(bare.startsWith('{') ? bare : `{${bare}}`));
  } catch {
    return undefined;
  }
}

function resourceOf(id: string | undefined, name: string | undefined): ResourceRef | undefined {
  if (!id?.toLowerCase().startsWith('/subscriptions/')) return undefined;
  return { type: azureRef(id)?.type ?? 'other', keys: [cloudKey('azure', id)], ...(name && { name }) };
}
