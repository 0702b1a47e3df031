import { type Kysely, sql } from 'kysely';
import type { ThingRow } from '../rows.ts';
import { chunksOf } from './chunks.ts';
import { claimedBy, STEPS } from './claims.ts';
import { thingOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { widened } from './thing-state.ts';

/*
 * Which systems a write changed, so that whoever keeps what scores are made of in memory reads only theirs anew.
 * A system too many costs a little time; one too few would be a score that is wrong.
 */

const again = sql`on conflict (organization, system) do update set revision = excluded.revision`;

/** Says that systems were changed; `undefined` is nobody's. */
export type ChangedSystems = (systems: readonly (string | undefined)[]) => Promise<void>;

/** Remembers changed systems, each once in a write. */
export function changedSystems(db: Kysely<Tables>, organization: string): ChangedSystems {
  const known = new Set<string | undefined>([undefined]);
  return async (systems) => {
    const fresh = [...new Set(systems)].flatMap((system) =>
      system === undefined || known.has(system) ? [] : [system],
    );
    const revision = fresh.length > 0 ? await nextRevision(db, organization) : undefined;
    // Of an organization that is not there yet nobody knows anything.
    if (revision === undefined) return;
    for (const chunk of chunksOf(fresh)) {
      const values = chunk.map((system) => sql`(${organization}, ${cleanText(system)}, ${revision})`);
      await sql`insert into system_change (organization, system, revision)
        values ${sql.join(values)} ${again}`.execute(db);
    }
    for (const system of fresh) known.add(system);
  };
}

/** The revision that the write at hand will have. */
async function nextRevision(db: Kysely<Tables>, organization: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('organization')
    .select('revision')
    .where('id', '=', organization)
    .executeTakeFirst();
  return row && row.revision + 1;
}

/**
 * Those of these things of which something that scores are made of will not be as it is now.
 * @param known things as they are, as far as the write at hand has read them; learns what they will be
 */
export async function factsChanged(
  db: Kysely<Tables>,
  organization: string,
  things: ReadonlyMap<string, ThingRow>,
  known: Map<string, ThingRow>,
): Promise<string[]> {
  for (const chunk of chunksOf([...things.keys()].filter((id) => !known.has(id)))) {
    const rows = await db
      .selectFrom('thing')
      .selectAll()
      .where('organization', '=', organization)
      .where('id', 'in', chunk)
      .execute();
    for (const row of rows) known.set(row.id, thingOut(row));
  }
  const found: string[] = [];
  for (const [id, came] of things) {
    const before = known.get(id);
    const after = before ? widened(before, came) : came;
    // Of one that is new something may have been said before.
    if (!before || FACTS.some((fact) => before[fact] !== after[fact])) found.push(id);
    known.set(id, after);
  }
  return found;
}

const FACTS = ['kind', 'weight', 'public', 'pii'] as const;

/** What is known of these things changed: so did the systems that saw them, or of which findings are about them. */
export async function changedThings(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<void> {
  const revision = things.length > 0 ? await nextRevision(db, organization) : undefined;
  if (revision === undefined) return;
  for (const chunk of chunksOf(things)) {
    for (const table of ['sighting', 'result']) {
      await sql`insert into system_change (organization, system, revision)
        select distinct organization, system, cast(${revision} as bigint) from ${sql.table(table)}
        where organization = ${organization} and thing in (${sql.join(chunk)}) and system <> '' ${again}`.execute(
        db,
      );
    }
  }
}

/** What these documents said will be gone from these tables. */
export async function changedDocuments(
  db: Kysely<Tables>,
  organization: string,
  documents: readonly string[],
  tables: readonly ('evidence' | 'sighting' | 'result' | 'cost')[],
): Promise<void> {
  const revision = documents.length > 0 ? await nextRevision(db, organization) : undefined;
  if (revision === undefined) return;
  for (const chunk of chunksOf(documents)) {
    for (const table of tables) {
      await sql`insert into system_change (organization, system, revision)
        select distinct organization, system, cast(${revision} as bigint) from ${sql.table(table)}
        where organization = ${organization} and document in (${sql.join(chunk)}) and system <> '' ${again}`.execute(
        db,
      );
    }
  }
}

/** Who is meant by a name changed: for what is known by it, and for what is known by that in turn. */
export async function changedNames(
  db: Kysely<Tables>,
  organization: string,
  things: readonly string[],
): Promise<void> {
  let wanted = things;
  for (let step = 0; step < STEPS && wanted.length > 0; step += 1) {
    await changedThings(db, organization, wanted);
    wanted = await claimedBy(db, organization, wanted);
  }
}

/** In place of a system's id: the organization was made, perhaps once more, and nothing is as it was. */
export const EVERYTHING = '';

/** Systems that were changed after a revision; undefined: all that there were and are. */
export async function changedSince(
  db: Kysely<Tables>,
  organization: string,
  revision: number,
): Promise<string[] | undefined> {
  const rows = await db
    .selectFrom('system_change')
    .select('system')
    .where('organization', '=', organization)
    .where('revision', '>', revision)
    .orderBy('system')
    .execute();
  const systems = rows.map(({ system }) => system);
  return systems.includes(EVERYTHING) ? undefined : systems;
}
