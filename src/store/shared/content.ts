import type { Kysely } from 'kysely';
import type { Instant } from '../../records/instant.ts';
import type { ContentRow } from '../rows.ts';
import type { Reader } from '../store.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** The document that was the first to say this, and when the newest of all came in. */
export async function before(
  db: Kysely<Tables>,
  organization: string,
  digest: string,
): Promise<{ same: string | undefined; newest: Instant | undefined }> {
  const row = await db
    .selectNoFrom((expression) => [
      expression
        .selectFrom('content')
        .select((each) => each.fn.min<string | null>('document').as('first'))
        .where('organization', '=', organization)
        .where('digest', '=', cleanText(digest))
        .where('same', 'is', null)
        .as('same'),
      expression
        .selectFrom('document')
        .select((each) => each.fn.max<number | null>('learned').as('latest'))
        .where('organization', '=', organization)
        .as('newest'),
    ])
    .executeTakeFirst();
  return { same: row?.same ?? undefined, newest: row?.newest ?? undefined };
}

/** Keeps what a document says; what is kept of one stays. */
export async function addContent(db: Kysely<Tables>, organization: string, row: ContentRow): Promise<void> {
  await db
    .insertInto('content')
    .values({
      organization,
      document: cleanText(row.document),
      digest: cleanText(row.digest),
      same: row.same === undefined ? null : cleanText(row.same),
      undated: row.undated ? 1 : 0,
      behind: row.behind,
    })
    .onConflict((conflict) => conflict.columns(['organization', 'document']).doNothing())
    .execute();
}

/** Things seen for a system that were first given to another one, by that system. */
export async function movedThings(
  db: Kysely<Tables>,
  organization: string,
  { system, kinds, from, known }: Parameters<Reader['movedThings']>[0],
): Promise<{ system: string; things: number }[]> {
  const rows = await db
    .selectFrom('sighting')
    .innerJoin('thing', (join) =>
      join.onRef('thing.organization', '=', 'sighting.organization').onRef('thing.id', '=', 'sighting.thing'),
    )
    .select((each) => ['thing.system', each.fn.count<number>('thing.id').distinct().as('things')])
    .where('sighting.organization', '=', organization)
    .where('sighting.system', '=', cleanText(system))
    .where('sighting.at', '>', from)
    .where('sighting.learned', '<=', known)
    .where('thing.kind', 'in', [...kinds])
    .where('thing.system', 'is not', null)
    .where('thing.system', '<>', cleanText(system))
    .groupBy('thing.system')
    .orderBy('thing.system')
    .execute();
  return rows.map((row) => ({ system: row.system ?? '', things: Number(row.things) }));
}
