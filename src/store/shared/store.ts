import { AsyncLocalStorage } from 'node:async_hooks';
import { type Kysely, sql } from 'kysely';
import { Refusal } from '../../records/refusal.ts';
import type { OrganizationRow } from '../rows.ts';
import type { Store, Writer } from '../store.ts';
import { accountReader } from './accounts/reader.ts';
import { accountWriter } from './accounts/writer.ts';
import type { Bulk } from './bulk.ts';
import { dumpRows, loadRows } from './dump.ts';
import { examine } from './examine.ts';
import { guarded } from './guard.ts';
import { jobs } from './jobs/jobs.ts';
import { reader } from './reader.ts';
import { noOrganization } from './refusals.ts';
import { organizationOut } from './rows.ts';
import type { Scan } from './scan.ts';
import { OWNED, SCHEMA_VERSION } from './schema.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { writer } from './writer.ts';

/** In place of an organization's id: rows of every one. No organization has it, for ids are kebab-case. */
export const EVERY = '*';

/** What a database has to offer beside its query layer. */
export interface Connections {
  dialect: Store['dialect'];
  /** For reads of one organization: never sees what is not committed, nor another's rows. */
  read(organization: string): Kysely<Tables>;
  scan(organization: string): Scan;
  /** Whether reads wait for a write that runs, so that one inside a write would wait for itself. */
  readsWait: boolean;
  /** Runs work in one write transaction on one connection, one at a time for each organization. */
  transaction<T>(
    organization: string,
    work: (db: Kysely<Tables>, bulk: Bulk, scan: Scan) => Promise<T>,
  ): Promise<T>;
  /** For reads that see every organization's rows. */
  readAll: Kysely<Tables>;
  /** One short transaction over every organization's rows, beside the imports where the database can. */
  brief<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** What the database itself finds wrong with its files; empty where nothing is. */
  integrity(): Promise<string[]>;
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

/** The store over any of the databases. */
export function storeOver(connections: Connections): Store {
  const { dialect, read, scan, readAll, readsWait, transaction, brief } = connections;
  const inside = new AsyncLocalStorage<true>();
  let closing: Promise<void> | undefined;
  return {
    dialect,

    async organizations(): Promise<OrganizationRow[]> {
      const rows = await readAll.selectFrom('organization').selectAll().orderBy('id').execute();
      return rows.map(organizationOut);
    },

    kept: () =>
      readAll
        .selectFrom('organization')
        .select(['id as organization', 'documents', 'evidence'])
        .orderBy('id')
        .execute(),

    reader(organization) {
      if (readsWait && inside.getStore()) throw new Error('Inside a write, read through its writer.');
      const id = cleanText(organization);
      return reader(read(id), scan(id), id);
    },

    async write<T>(id: string, work: (each: Writer) => Promise<T>): Promise<T> {
      const organization = cleanText(id);
      if (inside.getStore()) throw new Error('A write inside a write would wait for itself.');
      return transaction(organization, async (db, bulk, own) => {
        const guard = guarded(writer(db, bulk, own, organization));
        const done = await inside.run(true, () => work(guard.writer)).finally(guard.end);
        guard.check();
        const raised = await db
          .updateTable('organization')
          .set((each) => ({ revision: each('revision', '+', 1) }))
          .where('id', '=', organization)
          .executeTakeFirst();
        if (raised.numUpdatedRows === 0n) throw noOrganization();
        return done;
      });
    },

    removeOrganization(id) {
      const organization = cleanText(id);
      return transaction(organization, async (db) => {
        const row = await db
          .selectFrom('organization')
          .select('revision')
          .where('id', '=', organization)
          .executeTakeFirst();
        if (!row) return;
        // Were it made again, caches must not take its first revisions for those that they know.
        await sql`insert into store_state (name, value) values ('revision', ${row.revision + 1})
          on conflict (name) do update set value = excluded.value where excluded.value > store_state.value`.execute(
          db,
        );
        // The mark that lets append-only rows go, in this transaction only.
        await db.updateTable('organization').set({ removing: 1 }).where('id', '=', organization).execute();
        for (const table of OWNED)
          await db.deleteFrom(table).where('organization', '=', organization).execute();
        await db.deleteFrom('organization').where('id', '=', organization).execute();
      });
    },

    accounts() {
      if (readsWait && inside.getStore()) throw new Error('Inside a write, read through its writer.');
      return accountReader(readAll);
    },

    writeAccounts(work) {
      if (inside.getStore()) throw new Error('A write inside a write would wait for itself.');
      return transaction(EVERY, (db) => inside.run(true, () => work(accountWriter(db))));
    },

    jobs: jobs({ read: readAll, change: brief, skipsLocked: dialect === 'postgres' }),

    dump: (id, take) => {
      const organization = cleanText(id);
      // Nothing may be written in between: what leaves is one moment of the organization.
      return transaction(organization, (db) => dumpRows(db, organization, take));
    },

    load: (id, rows) => {
      const organization = cleanText(id);
      return transaction(organization, async (db, bulk) => {
        const there = await db
          .selectFrom('organization')
          .select('id')
          .where('id', '=', organization)
          .executeTakeFirst();
        if (there) {
          throw new Refusal(
            'conflict',
            `There is an organization "${organization}" already.`,
            {},
            'Give another id, or remove it first.',
          );
        }
        await loadRows(db, bulk, organization, rows);
      });
    },

    upkeep: connections.upkeep,

    examine: () => examine(readAll, connections.integrity),

    close() {
      closing ??= connections.close();
      return closing;
    },
  };
}

/**
 * The version that a store is at must not be beyond what this binary knows.
 * @throws Refusal `store`
 */
export function checkVersion(found: number, where: string): void {
  if (found <= SCHEMA_VERSION) return;
  throw new Refusal(
    'store',
    `The store is of version ${found}; this Assay knows versions up to ${SCHEMA_VERSION}.`,
    { file: where },
    'Use a newer Assay, or restore a backup from before the upgrade.',
  );
}
