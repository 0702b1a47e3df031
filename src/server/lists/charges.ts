import { Refusal } from '../../records/refusal.ts';
import type { ChargeRow as Charge } from '../../store/lists.ts';
import type { Page } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { ChargeRow } from '../api/lists.ts';
import { kept } from './kept.ts';
import { type Amount, type Counted, type List, owned, type Wanted } from './list.ts';

const FACETS = ['month', 'system', 'service', 'account', 'owner', 'currency'] as const;
type Facet = (typeof FACETS)[number];
/** The most values that are told of one facet. */
const TOLD = 100;

const facetValue = (row: Charge, facet: Facet): string => row[facet] ?? '';

/**
 * What was paid. The sums of an organization are few beside its charges, and are kept while nothing changes:
 * any order and any sum of them is then at hand.
 * @param organizations how many organizations' sums are kept
 */
export function chargesList(organizations = 4): List<typeof ChargeRow> {
  const keep = kept<Charge[]>(organizations);
  const sums = async (reader: Reader): Promise<readonly Charge[]> =>
    keep(reader, (await reader.organization())?.id ?? '', () => reader.charges());

  return {
    name: 'charges',
    what: 'charges, summed by month',
    facets: FACETS,
    orders: ['newest', 'dearest'],
    row: ChargeRow,

    async page(reader, wanted, page, names) {
      const rows = left(await sums(reader), wanted);
      const sorted = wanted.order === 'dearest' ? [...rows].sort(dearest) : rows;
      const begin = beginOf(sorted, page);
      const shown = sorted.slice(begin, begin + page.limit);
      const last = shown.at(-1);
      return {
        next: last && begin + page.limit < sorted.length ? cursorOf(last) : undefined,
        rows: shown.map((row) => ({
          month: row.month,
          amount: row.amount,
          currency: row.currency,
          ...owned(row.system, names),
          service: row.service ?? null,
          account: row.account ?? null,
          owner: row.owner ?? null,
          charges: row.charges,
          document: row.document,
        })),
      };
    },

    async count(reader, wanted): Promise<Counted> {
      const all = await sums(reader);
      const rows = left(all, wanted);
      return {
        total: rows.length,
        amounts: amountsOf(rows),
        facets: FACETS.map((facet) => {
          const found = new Map<string, Charge[]>();
          for (const row of left(all, wanted, facet)) {
            const value = facetValue(row, facet);
            const those = found.get(value);
            if (those) those.push(row);
            else found.set(value, [row]);
          }
          const values = [...found].map(([value, those]) => ({
            value,
            count: those.length,
            amounts: amountsOf(those),
          }));
          values.sort(
            facet === 'month'
              ? (a, b) => (a.value > b.value ? -1 : 1)
              : (a, b) => most(b.amounts) - most(a.amounts) || (a.value < b.value ? -1 : 1),
          );
          return { facet, values: values.slice(0, TOLD), more: values.length > TOLD };
        }),
      };
    },
  };
}

function left(
  rows: readonly Charge[],
  { chosen, search, within }: Wanted,
  without?: Facet,
): readonly Charge[] {
  const wanted = FACETS.flatMap((facet) => {
    const values = chosen[facet];
    return values && values.length > 0 && facet !== without ? [{ facet, values: new Set(values) }] : [];
  });
  const letters = search?.toLowerCase();
  return rows.filter((row) => {
    if (!wanted.every(({ facet, values }) => values.has(facetValue(row, facet)))) return false;
    if (within && !(row.system !== undefined && within.includes(row.system))) return false;
    return (
      letters === undefined ||
      [row.service, row.account, row.owner, row.system].some((each) => each?.toLowerCase().includes(letters))
    );
  });
}

function amountsOf(rows: readonly Charge[]): Amount[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount: Math.round(amount * 100) / 100 }))
    .sort((a, b) => b.amount - a.amount || (a.currency < b.currency ? -1 : 1));
}

function most(amounts: readonly Amount[]): number {
  return Math.max(...amounts.map(({ amount }) => amount));
}

function keyOf(row: Charge): string {
  return JSON.stringify(FACETS.map((facet) => facetValue(row, facet)));
}

function dearest(a: Charge, b: Charge): number {
  if (a.amount !== b.amount) return b.amount - a.amount;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function cursorOf(row: Charge): string {
  return Buffer.from(keyOf(row)).toString('base64url');
}

/** @throws Refusal `usage` where the row after which the page begins is not there */
function beginOf(rows: readonly Charge[], { after }: Page): number {
  if (after === undefined) return 0;
  const key = Buffer.from(after, 'base64url').toString('utf8');
  const before = rows.findIndex((row) => keyOf(row) === key);
  if (before >= 0) return before + 1;
  throw new Refusal(
    'usage',
    'This page does not exist.',
    { field: 'after' },
    'Take `next` of the page before it as it is.',
  );
}
