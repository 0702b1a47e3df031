import type { Document, Head } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asNumber, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import { DAY, type Instant, parseInstant } from '../../records/instant.ts';
import { accountKey } from '../../records/key.ts';
import { azureId, azureRef } from '../shared/azure-item.ts';
import { ownerOf } from '../shared/owner.ts';
import { objectsOf } from '../shared/products.ts';
import { type Charge, costOf, type Found } from './charge.ts';

/** Columns that hold what was spent, in small letters. */
const COSTS = ['cost', 'pretaxcost', 'totalcost', 'totalcostusd', 'costusd', 'pretaxcostusd'];

/** Whether it is an answer with columns and rows, of which one is a cost. */
export function isAzureQuery(head: Head): boolean {
  const answer = asObject(head.json);
  if (!answer || answerOf(answer).rows === undefined) return false;
  const names = columnsOf(head);
  return names.includes('currency') && names.some((name) => COSTS.includes(name));
}

/** Costs by row; what the cells mean is said once, before the rows. */
export async function* azureCosts(document: Document): AsyncGenerator<Found> {
  const columns = columnsOf(document.head);
  // The API leaves out the slash that it begins every other id with.
  const id = asString(asObject(document.head.json)?.id)?.replace(/^(?=subscriptions\/)/i, '/');
  const scope = azureId(id)?.account;
  for await (const { pointer, value } of streamJson(document, ['/properties/rows/*', '/rows/*'])) {
    const cells = new Map(asArray(value).map((cell, index) => [columns[index] ?? '', cell]));
    const subscription = asString(cells.get('subscriptionid'));
    const account = subscription ? accountKey('azure', subscription) : scope;
    const accountName = asString(cells.get('subscriptionname'));
    yield { reading: costOf({ account, ...chargeOf(cells) }, pointer), accountName };
  }
}

function chargeOf(cells: ReadonlyMap<string, unknown>): Charge {
  const column = COSTS.find((name) => cells.has(name)) ?? '';
  const [from, until] = periodOf(cells);
  const id = asString(cells.get('resourceid'));
  const resource = id ? azureRef(id) : undefined;
  const tag = asString(cells.get('tagkey'));
  const value = asString(cells.get('tagvalue'));
  return {
    amount: asNumber(cells.get(column)),
    currency: column.endsWith('usd') ? 'USD' : asString(cells.get('currency')),
    from,
    until,
    service: asString(cells.get('servicename')) ?? asString(cells.get('metercategory')),
    ...(resource && { resource }),
    owner: tag && value ? ownerOf({ [tag]: value }) : undefined,
  };
}

/** `UsageDate` is `20260301`; `BillingMonth` is its first day. */
function periodOf(cells: ReadonlyMap<string, unknown>): [Instant | undefined, Instant | undefined] {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(asText(cells.get('usagedate')) ?? '') ?? [];
  const on = parseInstant(year ? `${year}-${month}-${day}` : (asString(cells.get('usagedate')) ?? ''));
  if (on !== undefined) return [on, on + DAY];
  const [, y, m] = /^(\d{4})-(\d\d)-01/.exec(asString(cells.get('billingmonth')) ?? '') ?? [];
  const next = m === '12' ? `${Number(y) + 1}-01` : `${y}-${String(Number(m) + 1).padStart(2, '0')}`;
  return [parseInstant(`${y}-${m}-01`), parseInstant(`${next}-01`)];
}

/** The command line writes what the API has under `properties` beside the rest. */
function answerOf(root: Members): Members {
  return asObject(root.properties) ?? root;
}

function columnsOf(head: Head): readonly string[] {
  const columns = objectsOf(answerOf(asObject(head.json) ?? {}).columns);
  return columns.map(({ name }) => asString(name)?.toLowerCase() ?? '');
}
