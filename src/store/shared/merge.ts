import { type Kysely, sql } from 'kysely';
import type { Bulk } from './bulk.ts';
import { PLANS } from './bulk.ts';
import { changedNames } from './changes.ts';
import { moveLatest } from './latest.ts';
import { recount, restate } from './recount.ts';
import { thingIn, thingOut } from './rows.ts';
import type { Tables } from './tables.ts';

/**
 * Makes one thing of two: moves keys, sightings, results, complete runs, costs and records of `from`, keeps
 * what was known of it where it was not known of `into`, and remembers what it became. Evidence stays as it
 * was written; its readers follow the alias.
 */
export async function mergeThings(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  from: string,
  into: string,
): Promise<void> {
  const own = sql`organization = ${organization} and thing = ${from}`;
  await changedNames(db, organization, [from, into]);
  await sql`insert into sighting (organization, thing, system, at, document, learned, aspects)
    select organization, ${into}, system, at, document, learned, aspects from sighting where ${own}
    on conflict (organization, system, thing, at, document)
    do update set aspects = sighting.aspects | excluded.aspects`.execute(db);
  await sql`insert into complete_run (organization, thing, adapter, tool, at, document)
    select organization, ${into}, adapter, tool, at, document from complete_run where ${own}
    on conflict (organization, thing, adapter, tool)
    do update set at = excluded.at, document = excluded.document where excluded.at > complete_run.at`.execute(
    db,
  );
  await moveLatest(db, bulk, organization, from, into);
  for (const table of ['sighting', 'complete_run'] as const) {
    await db.deleteFrom(table).where('organization', '=', organization).where('thing', '=', from).execute();
  }
  for (const table of ['result', 'cost', 'record', 'thing_key', 'thing_alias'] as const) {
    await db
      .updateTable(table)
      .set({ thing: into })
      .where('organization', '=', organization)
      .where('thing', '=', from)
      .execute();
  }
  await sql`insert into claim (organization, key, thing, first, last)
    select organization, key, ${into}, first, last from claim where ${own}
    on conflict (organization, key, thing) do update set
      first = case when excluded.first < claim.first then excluded.first else claim.first end,
      last = case when excluded.last > claim.last then excluded.last else claim.last end`.execute(db);
  await db.deleteFrom('claim').where('organization', '=', organization).where('thing', '=', from).execute();
  await sql`insert into thing_alias (organization, id, thing) values (${organization}, ${from}, ${into})
    on conflict (organization, id) do update set thing = excluded.thing`.execute(db);
  await keepFacts(db, bulk, organization, from, into);
  await db.deleteFrom('thing').where('organization', '=', organization).where('id', '=', from).execute();
  const followers = await db
    .updateTable('thing')
    .set({ counts_as: into })
    .where('organization', '=', organization)
    .where('counts_as', '=', from)
    .returning('id')
    .execute();
  await changedNames(
    db,
    organization,
    followers.map(({ id }) => id),
  );
  for (const { id } of followers) await restate(db, organization, id, into);
  await recount(db, organization, [into]);
  await restate(db, organization, into);
}

async function keepFacts(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  from: string,
  into: string,
): Promise<void> {
  const rows = await db
    .selectFrom('thing')
    .selectAll()
    .where('organization', '=', organization)
    .where('id', 'in', [from, into])
    .execute();
  const gone = rows.find((row) => row.id === from);
  const kept = rows.find((row) => row.id === into);
  if (!gone) return;
  const facts = kept
    ? { ...gone, id: into, name: kept.name, weight: kept.weight, owner: kept.owner ?? gone.owner }
    : { ...gone, id: into };
  await bulk.insert(PLANS.thing, [thingIn(organization, thingOut(facts))]);
}
