import { type Kysely, sql } from 'kysely';
import { ASPECTS, isAspect } from '../../../records/words.ts';
import type { ListReader } from '../../lists.ts';
import { findingsOut, worstPage } from '../listings.ts';
import { decode, page } from '../page.ts';
import type { Tables } from '../tables.ts';
import { narrowed } from './narrow.ts';

/** Open findings, narrowed, in one of the orders that an index gives. */
export function findingsReader(db: Kysely<Tables>, organization: string): Pick<ListReader, 'listFindings'> {
  return {
    async listFindings(filter, order, wanted) {
      if (order === 'worst') {
        const chosen = filter.chosen?.aspect ?? [];
        const aspects = chosen.length === 0 ? ASPECTS : ASPECTS.filter((each) => chosen.includes(each));
        const where = narrowed('findings', organization, filter, 'aspect');
        return worstPage(db, organization, { aspects: aspects.filter(isAspect), where }, wanted);
      }
      const { limit } = wanted;
      const cursor = decode(wanted, ['number', 'string']);
      const [beyond, way] = order === 'newest' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
      const after = cursor
        ? sql`and (result.open_since, result.fingerprint) ${beyond} (${cursor[0]}, ${cursor[1]})`
        : sql``;
      const { rows } = await sql<
        Tables['result'] & { thing_name: string | null }
      >`select listed.*, thing.name as thing_name from (
          select result.* from result where ${narrowed('findings', organization, filter)} ${after}
          order by result.open_since ${way}, result.fingerprint ${way} limit ${limit + 1}) as listed
        left join thing on thing.organization = listed.organization and thing.id = listed.thing
        order by listed.open_since ${way}, listed.fingerprint ${way}`.execute(db);
      const out = await findingsOut(db, organization, rows);
      return page(rows, limit, (row) => [row.open_since ?? 0, row.fingerprint], out);
    },
  };
}
