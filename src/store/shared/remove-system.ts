import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** Tables whose rows say something of a system. */
const KNOWING = [
  'evidence',
  'sighting',
  'thing',
  'result',
  'cost',
  'record',
  'exemption',
  'exemption_request',
  'plan',
  'workshop',
  'webhook',
] as const;

/** Takes a system away of which nothing is known. @returns false where there is none, or something is known */
export async function removeSystem(db: Kysely<Tables>, organization: string, id: string): Promise<boolean> {
  const system = cleanText(id);
  for (const table of KNOWING) {
    const known = await db
      .selectFrom(table)
      .select('system')
      .where('organization', '=', organization)
      .where('system', '=', system)
      .limit(1)
      .executeTakeFirst();
    if (known) return false;
  }
  for (const table of ['contact', 'attribution'] as const)
    await db
      .deleteFrom(table)
      .where('organization', '=', organization)
      .where('system', '=', system)
      .execute();
  const done = await db
    .deleteFrom('system')
    .where('organization', '=', organization)
    .where('id', '=', system)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
