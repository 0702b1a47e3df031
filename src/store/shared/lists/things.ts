import { type Kysely, sql } from 'kysely';
import type { ListReader, ThingSeen } from '../../lists.ts';
import { chunksOf } from '../chunks.ts';
import { decode, page } from '../page.ts';
import type { Tables } from '../tables.ts';
import { cleanText } from '../text.ts';
import { thingsIn } from '../things-page.ts';
import { narrowed } from './narrow.ts';

/** Documents that are told of one thing. */
const SEEN = 100;

/** Things, narrowed, in one of the orders that an index gives. */
export function thingsReader(
  db: Kysely<Tables>,
  organization: string,
): Pick<ListReader, 'listThings' | 'thingSeen'> {
  return {
    async listThings(filter, order, wanted) {
      const { limit } = wanted;
      const by = order === 'name' ? sql`substr(name, 1, 200)` : sql`first_seen`;
      const [beyond, way] = order === 'name' ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
      const cursor = decode(wanted, [order === 'name' ? 'string' : 'number', 'string']);
      const after = cursor ? sql`and (${by}, id) ${beyond} (${cursor[0]}, ${cursor[1]})` : sql``;
      const listed = await sql<{ id: string; place: string | number }>`select id, ${by} as place from thing
        where ${narrowed('things', organization, filter)} ${after}
        order by ${by} ${way}, id ${way} limit ${limit + 1}`.execute(db);
      const rows = new Map<string, Awaited<ReturnType<typeof thingsIn>>[number]>();
      for (const chunk of chunksOf(listed.rows.map(({ id }) => id))) {
        const those = db
          .selectFrom('thing')
          .select(['organization', 'id'])
          .where('organization', '=', organization)
          .where('id', 'in', chunk);
        for (const row of await thingsIn(db, organization, those)) rows.set(row.id, row);
      }
      const shown = page(
        listed.rows,
        limit,
        ({ id, place }) => [place, id],
        ({ id }) => rows.get(id),
      );
      // One that was united with another in between is listed as that one.
      return { ...shown, rows: shown.rows.filter((row) => row !== undefined) };
    },

    async thingSeen(thing) {
      // By system, because that leads the key: SQLite knows no other short way to one thing.
      const { rows } = await sql<Tables['sighting'] & { name: string | null }>`
        select sighting.*, document.name from sighting
        left join document on document.organization = sighting.organization and document.sha256 = sighting.document
        where sighting.organization = ${organization} and sighting.thing = ${cleanText(thing)}
          and sighting.system in (select id from system where organization = ${organization} union all select '')
        order by sighting.at desc, sighting.document, sighting.system limit ${SEEN}`.execute(db);
      return rows.map(
        (row): ThingSeen => ({
          system: row.system || undefined,
          at: row.at,
          document: row.document,
          documentName: row.name ?? '',
          aspects: row.aspects,
        }),
      );
    },
  };
}
