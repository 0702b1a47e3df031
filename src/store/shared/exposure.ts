import { type Kysely, sql } from 'kysely';
import { DAY } from '../../records/instant.ts';
import type { ObservedExposure } from '../store.ts';
import type { Tables } from './tables.ts';

/** What each system shows of itself: public, personal data, cost. */
export async function observedExposure(
  db: Kysely<Tables>,
  organization: string,
): Promise<ObservedExposure[]> {
  // From the few things of which something is known to the systems that they were seen for.
  const things = await db
    .selectFrom('thing')
    .innerJoin('sighting', (join) =>
      join.onRef('sighting.organization', '=', 'thing.organization').onRef('sighting.thing', '=', 'thing.id'),
    )
    .select([
      'sighting.system',
      sql<number | null>`max(thing.public)`.as('public'),
      sql<number | null>`max(thing.pii)`.as('pii'),
    ])
    .where('thing.organization', '=', organization)
    .where(sql<boolean>`(thing.public is not null or thing.pii is not null)`)
    .where('sighting.system', '<>', '')
    .groupBy('sighting.system')
    .execute();
  const found = new Map<string, ObservedExposure>();
  for (const { system, public: open, pii } of things) {
    found.set(system, { system, public: truth(open), pii: truth(pii), monthlyCost: [] });
  }
  for (const { system, amount, currency } of await monthlyCosts(db, organization)) {
    const row = found.get(system) ?? { system, public: undefined, pii: undefined, monthlyCost: [] };
    row.monthlyCost.push({ amount, currency });
    found.set(system, row);
  }
  return [...found.values()].sort((a, b) => (a.system < b.system ? -1 : 1));
}

/** Each system's charges that began in the 30 days up to its latest one, by currency. */
async function monthlyCosts(db: Kysely<Tables>, organization: string) {
  const latest = await db
    .selectFrom('cost')
    .select(['system', 'currency', sql<number>`max(begins)`.as('latest')])
    .where('organization', '=', organization)
    .where('system', 'is not', null)
    .groupBy(['system', 'currency'])
    .orderBy('system')
    .orderBy('currency')
    .execute();
  const out: { system: string; amount: number; currency: string }[] = [];
  for (const { system, currency, latest: begins } of latest) {
    if (system === null) continue;
    const row = await db
      .selectFrom('cost')
      .select(sql<number>`sum(amount)`.as('amount'))
      .where('organization', '=', organization)
      .where('system', '=', system)
      .where('currency', '=', currency)
      .where('begins', '>', begins - 30 * DAY)
      .executeTakeFirst();
    out.push({ system, amount: cents(Number(row?.amount ?? 0)), currency });
  }
  return out;
}

/** Databases add in different orders, which shows in the last digits; money has two behind the point. */
function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function truth(value: number | null): boolean | undefined {
  return value === null ? undefined : value === 1;
}
