import { asInstant, asNumber } from '../../formats/schema.ts';
import { accountKey, cloudKey, type Key } from '../../records/key.ts';
import type { Cost, ResourceRef } from '../../records/record.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { ownerOf } from '../shared/owner.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';
import { readTags } from './tags.ts';

type Row = Readonly<Record<string, string>>;

/** A row that could be read, or the column that stood in the way. */
export type Charge =
  | { cost: Cost; accountName: string | undefined; badTags: boolean }
  | { column: string; why: string };

/** Reads one row; the column names of FOCUS 0.5 are understood beside those since 1.0. */
export function charge(row: Row): Charge {
  const amountColumn = first(row, ['BilledCost', 'EffectiveCost', 'AmortizedCost']);
  const amount = amountColumn && asNumber(row[amountColumn]);
  if (amount === undefined || amount === '') return missing('BilledCost', 'a number', row.BilledCost);
  const currency = cell(row, 'BillingCurrency') ?? cell(row, 'BilledCurrency');
  if (!currency || !/^[A-Za-z]{3}$/.test(currency)) {
    return missing('BillingCurrency', 'a currency of ISO 4217', currency);
  }
  const from = asInstant(cell(row, 'ChargePeriodStart'));
  if (from === undefined) return missing('ChargePeriodStart', 'a date', row.ChargePeriodStart);
  const until = asInstant(cell(row, 'ChargePeriodEnd'));
  if (until === undefined || until < from) {
    return missing('ChargePeriodEnd', 'a date not before the start', row.ChargePeriodEnd);
  }
  const provider = providerOf(row);
  const account = accountOf(row, provider);
  const resource = resourceOf(row, provider);
  const service = cell(row, 'ServiceName') ?? cell(row, 'ServiceCategory');
  const tags = readTags(cell(row, 'Tags'));
  const owner = ownerOf(tags ?? {});
  return {
    cost: {
      kind: 'cost',
      amount,
      currency: currency.toUpperCase(),
      from,
      until,
      ...(account && { account }),
      ...(service && { service }),
      ...(resource && { resource }),
      ...(owner && { owner }),
    },
    accountName: cell(row, 'SubAccountName') ?? cell(row, 'BillingAccountName'),
    badTags: tags === undefined,
  };
}

function missing(column: string, expected: string, found: string | undefined): Charge {
  return { column, why: `Expected ${expected}, found ${found ? `"${found.slice(0, 40)}"` : 'nothing'}.` };
}

/** A cell that says something; exports write NULL, null or nothing where FOCUS wants no value. */
function cell(row: Row, column: string): string | undefined {
  const text = row[column]?.trim();
  return text === undefined || text === '' || (text.length === 4 && text.toUpperCase() === 'NULL')
    ? undefined
    : text;
}

function first(row: Row, columns: readonly string[]): string | undefined {
  return columns.find((column) => cell(row, column) !== undefined);
}

const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/^(aws|amazon)\b/i, 'aws'],
  [/^(microsoft|azure)\b/i, 'azure'],
  [/^(google|gcp)\b/i, 'gcp'],
  [/^oracle\b/i, 'oci'],
];

/** The cloud by the short name that keys use: `ServiceProviderName` since 1.3, `ProviderName` since 1.0. */
function providerOf(row: Row): string {
  const name =
    cell(row, 'ServiceProviderName') ??
    cell(row, 'ProviderName') ??
    cell(row, 'Provider') ??
    cell(row, 'InvoiceIssuerName') ??
    'unknown';
  return PROVIDERS.find(([pattern]) => pattern.test(name))?.[1] ?? name.toLowerCase();
}

function accountOf(row: Row, provider: string): Key | undefined {
  const id = cell(row, 'SubAccountId') ?? cell(row, 'BillingAccountId');
  if (!id) return undefined;
  if (provider === 'azure') return accountKey(provider, id.replace(/^\/subscriptions\//i, ''));
  // Spreadsheets drop the leading zeros of AWS's 12 digits.
  if (provider === 'aws' && /^\d{1,12}$/.test(id)) return accountKey(provider, id.padStart(12, '0'));
  return accountKey(provider, id);
}

function resourceOf(row: Row, provider: string): ResourceRef | undefined {
  const id = cell(row, 'ResourceId') ?? cell(row, 'ResourceID');
  if (!id) return undefined;
  const name = cell(row, 'ResourceName');
  const named = name ? { name } : {};
  if (parseArn(id)) return { ...awsResource(id), ...named };
  if (provider !== 'aws' && provider !== 'azure' && provider !== 'gcp') return undefined;
  const type = /^i-[0-9a-f]+$/.test(id) ? 'host' : /^vol-[0-9a-f]+$/.test(id) ? 'volume' : 'other';
  // Ids that are not an ARN (`vol-…` apart) are unique in their account only, so that no key can be made.
  if (provider === 'aws' && type === 'other') return undefined;
  const azure = /\/providers\/([^/]+\/[^/]+)\/[^/]+$/i.exec(id)?.[1];
  return { type: azure ? resourceTypeOf(azure) : type, keys: [cloudKey(provider, id)], ...named };
}
