import { z } from 'zod';
import type { Page, Paged } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';

/** What of a list a request wants. */
export interface Wanted {
  chosen: Readonly<Record<string, readonly string[]>>;
  search?: string;
  /** Ids of the systems that the caller may see; all where absent. */
  within?: readonly string[];
  order: string;
}

export interface Amount {
  currency: string;
  amount: number;
}
export interface Counted {
  total: number;
  amounts: Amount[];
  facets: {
    facet: string;
    values: { value: string; count: number; amounts: Amount[] }[];
    more: boolean;
  }[];
}

/** One list that the API shows, counts and exports. */
export interface List<Row extends z.ZodObject = z.ZodObject> {
  /** Where it is: `/things`. Its operations are named after it. */
  name: 'things' | 'findings' | 'identities' | 'components' | 'charges';
  /** What its rows are, for a sentence: `open findings`. */
  what: string;
  facets: readonly string[];
  /** The usual one first. */
  orders: readonly [string, ...string[]];
  row: Row;
  page(reader: Reader, wanted: Wanted, page: Page, names: Names): Promise<Paged<z.output<Row>>>;
  count(reader: Reader, wanted: Wanted): Promise<Counted>;
}

/** Names of systems by their ids. */
export type Names = ReadonlyMap<string, string>;

export function owned(system: string | undefined, names: Names) {
  if (system === undefined) return { system: null, systemName: null };
  return { system, systemName: names.get(system) ?? system };
}

/** One value or several, of a parameter that may stand several times; an empty one means unknown. */
const Values = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(50)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** What a list is narrowed by, as a query says it. */
export function filterQuery({ facets, orders }: Pick<List, 'facets' | 'orders'>) {
  return z.object({
    search: z.string().max(200).optional().describe('Letters that a row holds'),
    order: z.enum(orders).default(orders[0]),
    ...Object.fromEntries(facets.map((facet) => [facet, Values.optional()])),
  });
}

/** @param query what `filterQuery` of the list made */
export function wantedOf(
  { facets }: Pick<List, 'facets'>,
  query: Readonly<Record<string, unknown>> & { order: string; search?: string | undefined },
  within: readonly string[] | undefined,
): Wanted {
  const chosen = facets.flatMap((facet) => {
    const values = query[facet];
    return Array.isArray(values) ? [[facet, values.map(String)]] : [];
  });
  return {
    chosen: Object.fromEntries(chosen) as Wanted['chosen'], // pairs of a name and its values
    order: query.order,
    ...(query.search && { search: query.search }),
    ...(within && { within }),
  };
}
