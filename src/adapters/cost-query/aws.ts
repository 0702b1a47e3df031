import type { Document, Head } from '../../formats/document.ts';
import { asNumber, asObject, asString, asStrings, type Members, member } from '../../formats/schema.ts';
import { parseInstant } from '../../records/instant.ts';
import { accountKey } from '../../records/key.ts';
import { awsAnswer, awsItems } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { objectsOf } from '../shared/products.ts';
import { type Charge, costOf, type Found } from './charge.ts';

/** Metrics that are money, the one that is billed first. */
const METRICS = [
  'UnblendedCost',
  'NetUnblendedCost',
  'AmortizedCost',
  'NetAmortizedCost',
  'BlendedCost',
] as const;

/** Costs of each period, by group where the question grouped them. */
export async function* awsCosts(document: Document): AsyncGenerator<Found> {
  const names = accountNames(document.head);
  const definitions = objectsOf(awsAnswer(document.head)?.GroupDefinitions);
  for await (const { pointer, item } of awsItems(document, ['ResultsByTime'])) {
    const period = {
      from: parseInstant(asString(member(item, 'TimePeriod', 'Start')) ?? ''),
      until: parseInstant(asString(member(item, 'TimePeriod', 'End')) ?? ''),
    };
    const groups = objectsOf(item?.Groups);
    if (groups.length === 0) {
      const total = asObject(item?.Total);
      // A period that is grouped has no total; one without a group had no cost.
      if (definitions.length > 0 && total && Object.keys(total).length === 0) continue;
      yield { reading: costOf({ ...period, ...moneyOf(total) }, pointer) };
      continue;
    }
    for (const [index, group] of groups.entries()) {
      const keys = asStrings(group.Keys);
      const charge = { ...period, ...moneyOf(asObject(group.Metrics)), ...groupOf(keys, definitions) };
      const id = keys.find((key) => names.has(key));
      yield {
        reading: costOf(charge, `${pointer}/Groups/${index}`),
        ...(id !== undefined && { accountName: names.get(id) }),
      };
    }
  }
}

function moneyOf(metrics: Members | undefined): Pick<Charge, 'amount' | 'currency'> {
  const metric = METRICS.map((name) => asObject(metrics?.[name])).find((one) => one !== undefined);
  return { amount: asNumber(metric?.Amount), currency: asString(metric?.Unit) };
}

/** What the keys of a group mean: a dimension, or a tag or cost category as `team$shop`. */
function groupOf(
  keys: readonly string[],
  definitions: readonly Members[],
): Pick<Charge, 'account' | 'service' | 'owner'> {
  const found: { account?: string; service?: string; owner?: string } = {};
  for (const [index, key] of keys.entries()) {
    const definition = definitions[index];
    const dimension = asString(definition?.Key);
    if (dimension === 'LINKED_ACCOUNT' || (!definition && /^\d{12}$/.test(key))) {
      found.account = accountKey('aws', key);
    } else if (dimension === 'SERVICE') found.service = key;
    else if (definition?.Type === 'TAG' || definition?.Type === 'COST_CATEGORY') {
      const at = key.indexOf('$');
      const owner = at > 0 ? ownerOf({ [key.slice(0, at)]: key.slice(at + 1) }) : undefined;
      if (owner) found.owner = owner;
    }
  }
  return found;
}

/** Accounts are named beside the results. */
function accountNames(head: Head): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { Value, Attributes } of objectsOf(awsAnswer(head)?.DimensionValueAttributes)) {
    const [id, name] = [asString(Value), asString(asObject(Attributes)?.description)];
    if (id && name && /^\d{12}$/.test(id)) names.set(id, name);
  }
  return names;
}
