import { type Kysely, sql } from 'kysely';
import { DAY } from '../../../records/instant.ts';
import type { ChargeRow } from '../../lists.ts';
import type { Scan } from '../scan.ts';
import type { Tables } from '../tables.ts';

/** Days from year 1 to 1970: no charge is older, so that a day's number divides without a sign. */
const TO_1970 = 719_162;

type Daily = [
  system: string | null,
  service: string | null,
  account: string | null,
  owner: string | null,
  currency: string,
  day: number,
  amount: number,
  charges: number,
  document: string,
];

/** What was paid, by month: summed by day in the database, which knows no months that both would agree on. */
export async function charges(db: Kysely<Tables>, scan: Scan, organization: string): Promise<ChargeRow[]> {
  const day = sql<number>`((begins + ${sql.lit(TO_1970 * DAY)}) / ${sql.lit(DAY)})`;
  const query = db
    .selectFrom('cost')
    .select(['system', 'service', 'account', 'owner', 'currency', day.as('day')])
    .select([
      sql<number>`sum(amount)`.as('sum'),
      sql<number>`count(*)`.as('charges'),
      sql<string>`max(document)`.as('newest'),
    ])
    .where('organization', '=', organization)
    .groupBy(['system', 'service', 'account', 'owner', 'currency', day])
    .compile();
  const sums = new Map<string, ChargeRow>();
  await scan(query, (row) => {
    const [system, service, account, owner, currency, since, amount, count, document] = row as Daily;
    const month = new Date((Number(since) - TO_1970) * DAY).toISOString().slice(0, 7);
    const key = JSON.stringify([month, system, service, account, owner, currency]);
    const sum = sums.get(key);
    if (!sum) {
      sums.set(key, {
        month,
        system: system ?? undefined,
        service: service ?? undefined,
        account: (account ?? undefined) as ChargeRow['account'], // as it was written
        owner: owner ?? undefined,
        currency,
        amount: Number(amount),
        charges: Number(count),
        document,
      });
      return;
    }
    sum.amount += Number(amount);
    sum.charges += Number(count);
    if (document > sum.document) sum.document = document;
  });
  return [...sums]
    .map(([key, row]) => ({ key, row: { ...row, amount: cents(row.amount) } }))
    .sort((a, b) => order(b.row.month, a.row.month) || b.row.amount - a.row.amount || order(a.key, b.key))
    .map(({ row }) => row);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Databases add in different orders, which shows in the last digits. */
function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
