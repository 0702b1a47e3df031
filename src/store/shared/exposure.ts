import { type Kysely, sql } from 'kysely';
import { DAY } from '../../records/instant.ts';
import type { ObservedExposure } from '../rows.ts';
import type { Tables } from './tables.ts';

/** What each system shows of itself, or these do: public, personal data, cost. */
export async function observedExposure(
  db: Kysely<Tables>,
  organization: string,
  only: readonly string[] | undefined,
): Promise<ObservedExposure[]> {
  const things = await (only ? seenBy(db, organization, only) : seenByAny(db, organization)).execute();
  const found = new Map<string, ObservedExposure>();
  for (const { system, public: open, pii } of things) {
    found.set(system, { system, public: truth(open), pii: truth(pii), monthlyCost: [] });
  }
  for (const { system, amount, currency } of await monthlyCosts(db, organization, only)) {
    const row = found.get(system) ?? { system, public: undefined, pii: undefined, monthlyCost: [] };
    row.monthlyCost.push({ amount, currency });
    found.set(system, row);
  }
  return [...found.values()].sort((a, b) => (a.system < b.system ? -1 : 1));
}

/** From the few things of which something is known to the systems that they were seen for. */
function seenByAny(db: Kysely<Tables>, organization: string) {
  return db
    .selectFrom('thing')
    .innerJoin('sighting', (join) =>
      join.onRef('sighting.organization', '=', 'thing.organization').onRef('sighting.thing', '=', 'thing.id'),
    )
    .select(['sighting.system', largest('public'), largest('pii')])
    .where('thing.organization', '=', organization)
    .where(KNOWN)
    .where('sighting.system', '<>', '')
    .groupBy('sighting.system');
}

/** From the systems to the things that they saw. */
function seenBy(db: Kysely<Tables>, organization: string, systems: readonly string[]) {
  const seen = db
    .selectFrom('sighting')
    .select(['system', 'thing'])
    .distinct()
    .where('organization', '=', organization)
    .where('system', 'in', systems);
  return db
    .selectFrom(seen.as('seen'))
    .innerJoin('thing', 'thing.id', 'seen.thing')
    .select(['seen.system', largest('public'), largest('pii')])
    .where('thing.organization', '=', organization)
    .where(KNOWN)
    .groupBy('seen.system');
}

const KNOWN = sql<boolean>`(thing.public is not null or thing.pii is not null)`;
const largest = <Fact extends 'public' | 'pii'>(fact: Fact) =>
  sql<number | null>`max(${sql.ref(`thing.${fact}`)})`.as(fact);

/** Each system's charges that began in the 30 days up to its latest one, by currency. */
async function monthlyCosts(
  db: Kysely<Tables>,
  organization: string,
  only: readonly string[] | undefined,
): Promise<{ system: string; amount: number; currency: string }[]> {
  const own = sql`organization = ${organization} and ${
    only ? sql`system in (${sql.join(only)})` : sql`system is not null`
  }`;
  const { rows } = await sql<{ system: string; amount: number; currency: string }>`
    select cost.system, cost.currency, sum(cost.amount) as amount from cost
    join (select system, currency, max(begins) as begins from cost where ${own} group by system, currency) as newest
      on newest.system = cost.system and newest.currency = cost.currency
    where cost.organization = ${organization} and cost.begins > newest.begins - ${30 * DAY}
    group by cost.system, cost.currency order by cost.system, cost.currency`.execute(db);
  return rows.map((row) => ({ ...row, amount: cents(Number(row.amount)) }));
}

/** Databases add in different orders, which shows in the last digits; money has two behind the point. */
function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function truth(value: number | null): boolean | undefined {
  return value === null ? undefined : value === 1;
}
