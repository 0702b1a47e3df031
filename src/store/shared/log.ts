import type { Kysely } from 'kysely';
import type { EvidenceRow, LeafRow } from '../rows.ts';
import type { Reader, Writer } from '../store.ts';
import { evidenceOut } from './rows.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

type Reads = Pick<Reader, 'logSize' | 'logTile' | 'leaves' | 'leafOf' | 'evidenceOf' | 'documentsBehind'>;

/** Reads of an organization's log of proofs, and of what its leaves speak of. */
export function logReader(db: Kysely<Tables>, organization: string): Reads {
  const leaves = () => db.selectFrom('log_leaf').selectAll().where('organization', '=', organization);
  return {
    async logSize() {
      const row = await db
        .selectFrom('log_leaf')
        .select(({ fn }) => fn.max<number | null>('position').as('last'))
        .where('organization', '=', organization)
        .executeTakeFirst();
      return row?.last === undefined || row.last === null ? 0 : row.last + 1;
    },

    async logTile(level, index) {
      const row = await db
        .selectFrom('log_tile')
        .select('hashes')
        .where('organization', '=', organization)
        .where('level', '=', level)
        .where('position', '=', index)
        .executeTakeFirst();
      return row?.hashes;
    },

    async leaves(from, limit) {
      const rows = await leaves().where('position', '>=', from).orderBy('position').limit(limit).execute();
      return rows.map(leafOut);
    },

    async leafOf(document) {
      const row = await leaves().where('document', '=', cleanText(document)).limit(1).executeTakeFirst();
      return row && leafOut(row);
    },

    async evidenceOf(document): Promise<EvidenceRow[]> {
      const rows = await db
        .selectFrom('evidence')
        .selectAll()
        .where('organization', '=', organization)
        .where('document', '=', cleanText(document))
        .orderBy('ordinal')
        .execute();
      return rows.map(evidenceOut);
    },

    async documentsBehind({ system, aspects, known }) {
      const rows = await db
        .selectFrom('evidence')
        .select('document')
        .distinct()
        .where('organization', '=', organization)
        .where('system', '=', cleanText(system))
        .where('aspect', 'in', [...aspects])
        .where('learned', '<=', known)
        .orderBy('document')
        .execute();
      return rows.map(({ document }) => document);
    },
  };
}

/** Changes to the log: leaves are only ever added, and what one says can be erased. */
export function logWriter(db: Kysely<Tables>, organization: string): Pick<Writer, 'appendLog' | 'eraseLeaf'> {
  return {
    async appendLog(leaves, tiles) {
      for (const { index, hash, data, document } of leaves) {
        await db
          .insertInto('log_leaf')
          .values({ organization, position: index, hash, data: data ?? null, document: document ?? null })
          .execute();
      }
      for (const { level, index, hashes } of tiles) {
        await db
          .insertInto('log_tile')
          .values({ organization, level, position: index, hashes })
          .onConflict((conflict) =>
            conflict.columns(['organization', 'level', 'position']).doUpdateSet({ hashes }),
          )
          .execute();
      }
    },

    async eraseLeaf(document) {
      const done = await db
        .updateTable('log_leaf')
        .set({ data: null })
        .where('organization', '=', organization)
        .where('document', '=', cleanText(document))
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
  };
}

function leafOut({ position, hash, data, document }: Tables['log_leaf']): LeafRow {
  return { index: position, hash, data: data ?? undefined, document: document ?? undefined };
}
