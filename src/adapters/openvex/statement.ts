import { asArray, asObject, asString, asStrings, type Members, member } from '../../formats/schema.ts';
import type { ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import { productRef } from '../shared/purl.ts';
import { type Package, vulnerability } from '../shared/vulnerability.ts';

/** OpenVEX's statuses; what is under investigation says nothing yet. */
const STATUSES: ReadonlyMap<string, ResultStatus> = new Map([
  ['not_affected', 'skipped'],
  ['fixed', 'pass'],
  ['affected', 'fail'],
]);

/**
 * What a statement says of each product and each package in it, under the same ids as scanners' findings.
 * Undefined where it names no vulnerability or has no known status.
 */
export function statementResults(item: Members): Result[] | undefined {
  const word = asString(item.status);
  const ids = idsOf(item.vulnerability);
  if (ids.length === 0 || !word) return undefined;
  if (word === 'under_investigation') return [];
  const status = STATUSES.get(word);
  if (!status) return undefined;
  const results: Result[] = [];
  for (const { resource, held } of productsOf(item.products)) {
    const found = vulnerability({ ids, package: held, resource, status });
    if (!found) continue;
    const reason = asString(item.justification);
    results.push(reason ? { ...found, message: reason.replaceAll('_', ' ').slice(0, 200) } : found);
  }
  return results;
}

/** A name (until 0.0), or an object with a name, an address and aliases. */
function idsOf(value: unknown): string[] {
  const item = asObject(value);
  const name = asString(value) ?? asString(item?.name) ?? asString(item?.['@id'])?.split('/').at(-1);
  return [...(name ? [name] : []), ...asStrings(item?.aliases).slice(0, 50)];
}

interface Product {
  resource: ResourceRef | undefined;
  held: Package | undefined;
}

function productsOf(value: unknown): Product[] {
  const products: Product[] = [];
  for (const each of asArray(value).slice(0, 10_000)) {
    const id = idOf(each);
    const resource = id === undefined ? undefined : productRef(id);
    const parts = asArray(member(each, 'subcomponents')).flatMap((part) => packageOf(idOf(part)) ?? []);
    if (parts.length > 0) for (const held of parts) products.push({ resource, held });
    else products.push({ resource, held: resource?.type === 'image' ? undefined : packageOf(id) });
  }
  return products.length > 0 ? products : [{ resource: undefined, held: undefined }];
}

function idOf(value: unknown): string | undefined {
  return asString(value) ?? asString(member(value, 'identifiers', 'purl')) ?? asString(member(value, '@id'));
}

function packageOf(id: string | undefined): Package | undefined {
  const match = /^pkg:[^/]+\/([^?#]+)/i.exec(id ?? '');
  if (!match || id === undefined) return undefined;
  const version = /@([^@/]+)$/.exec(match[1] ?? '')?.[1];
  return { name: (match[1] ?? '').replace(/@[^@/]*$/, ''), purl: id, ...(version && { version }) };
}
