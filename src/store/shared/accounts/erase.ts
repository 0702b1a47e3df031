import type { Kysely } from 'kysely';
import type { Instant } from '../../../records/instant.ts';
import type { Tables } from '../tables.ts';

/** Tables of rows that are one person's own. */
const OWN = ['identity', 'passkey', 'session', 'member'] as const;
/** Tables that say by name who made a row. */
const MADE = ['token', 'trust', 'invitation', 'job', 'plan', 'workshop', 'exemption_request'] as const;

/** Forgets a person; see `AccountWriter.erasePerson`. In a transaction over every organization. */
export async function erasePerson(
  db: Kysely<Tables>,
  person: string,
  pseudonym: string,
  at: Instant,
): Promise<boolean> {
  const row = await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst();
  if (!row) return false;
  for (const table of OWN) await db.deleteFrom(table).where('person', '=', person).execute();
  await db.deleteFrom('person').where('id', '=', person).execute();
  // What the audit log's rows may become is what stands here, and nothing else.
  await db.insertInto('erased').values({ person, name: pseudonym, at }).execute();
  await db
    .updateTable('audit')
    .set({ actor_name: pseudonym, address: null })
    .where('actor_kind', '=', 'person')
    .where('actor', '=', person)
    .execute();
  await db
    .updateTable('audit')
    .set({ detail: '{}' })
    .where('target', '=', `person ${person}`)
    .where('detail', 'like', '%"name":%')
    .execute();
  const namesakes = await db
    .selectFrom('person')
    .select('id')
    .where('name', '=', row.name)
    .limit(1)
    .executeTakeFirst();
  // Of two people of one name nobody can tell whose it is.
  if (namesakes) return true;
  await db
    .updateTable('contact')
    .set({ name: pseudonym, reach: null })
    .where('name', '=', row.name)
    .execute();
  await db
    .updateTable('exemption_request')
    .set({ decided_by: pseudonym })
    .where('decided_by', '=', row.name)
    .execute();
  for (const table of MADE)
    await db.updateTable(table).set({ by: pseudonym }).where('by', '=', row.name).execute();
  return true;
}
