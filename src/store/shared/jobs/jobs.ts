import { type Kysely, sql } from 'kysely';
import type { JobRow, Jobs, NewJob } from '../../jobs.ts';
import { decode, page } from '../page.ts';
import type { Tables } from '../tables.ts';
import { cleanText, jsonText as json } from '../text.ts';

/** Where the queries of jobs run: plainly, or, where two servers could meet, in a transaction. */
export interface JobConnections {
  read: Kysely<Tables>;
  /** One short transaction; waits its turn behind a write that runs. */
  change<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Several servers take jobs at once: each skips what another is taking. */
  skipsLocked: boolean;
}

export function jobs({ read, change, skipsLocked }: JobConnections): Jobs {
  const one = (db: Kysely<Tables>, organization: string, id: string) =>
    db
      .selectFrom('job')
      .selectAll()
      .where('organization', '=', cleanText(organization))
      .where('id', '=', cleanText(id));

  return {
    add: (row) => change((db) => addJob(db, row)),

    async job(organization, id) {
      const row = await one(read, organization, id).executeTakeFirst();
      return row && jobOut(row);
    },

    async list(organization, { kind, subject }, wanted) {
      const { limit } = wanted;
      const cursor = decode(wanted, ['number', 'string']);
      let query = read.selectFrom('job').selectAll().where('organization', '=', cleanText(organization));
      if (kind !== undefined) query = query.where('kind', '=', cleanText(kind));
      if (subject !== undefined) query = query.where('subject', '=', cleanText(subject));
      if (cursor) query = query.where(sql<boolean>`(created, id) < (${cursor[0]}, ${cursor[1]})`);
      const rows = await query
        .orderBy('created', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return page(rows, limit, (row) => [row.created, row.id], jobOut);
    },

    async take(server, now, lease) {
      const ready = (db: Kysely<Tables>) =>
        db
          .selectFrom('job')
          .selectAll()
          .where('state', 'in', ['waiting', 'running'])
          .where('due', '<=', now)
          .where('held_until', '<=', now)
          .orderBy('due')
          .orderBy('id')
          .limit(1);
      // Nobody waits for a transaction to learn that there is nothing to do.
      if (!(await ready(read).executeTakeFirst())) return undefined;
      return change(async (db) => {
        const query = skipsLocked ? ready(db).forUpdate().skipLocked() : ready(db);
        const row = await query.executeTakeFirst();
        if (!row) return undefined;
        const held = {
          state: 'running',
          holder: server,
          held_until: now + lease,
          attempts: row.attempts + 1,
        };
        await db
          .updateTable('job')
          .set(held)
          .where('organization', '=', row.organization)
          .where('id', '=', row.id)
          .execute();
        return jobOut({ ...row, ...held });
      });
    },

    renew: (server, { organization, id }, until, progress) =>
      change(async (db) => {
        const done = await db
          .updateTable('job')
          .set({ held_until: until, progress: json(progress) })
          .where('organization', '=', organization)
          .where('id', '=', id)
          .where('holder', '=', server)
          .where('state', '=', 'running')
          .returning('cancel')
          .executeTakeFirst();
        return { held: done !== undefined, cancel: done?.cancel === 1 };
      }),

    finish: (server, { organization, id, state, result, finished, due }) =>
      change(async (db) => {
        const done = await db
          .updateTable('job')
          .set({ state, result: json(result), finished: finished ?? null, due, holder: null, held_until: 0 })
          .where('organization', '=', organization)
          .where('id', '=', id)
          .where('holder', '=', server)
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),

    cancel: (organization, id, now) =>
      change(async (db) => {
        const done = await db
          .updateTable('job')
          .set({
            cancel: 1,
            // One that nobody began is over at once.
            state: sql<string>`case when state = 'waiting' then 'cancelled' else state end`,
            finished: sql<number>`case when state = 'waiting' then ${now} else finished end`,
          })
          .where('organization', '=', cleanText(organization))
          .where('id', '=', cleanText(id))
          .where('state', 'in', ['waiting', 'running'])
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),

    forget: (before) =>
      change(async (db) => {
        await db.deleteFrom('job').where('finished', '<', before).execute();
      }),

    once: (name, now, period) =>
      change(async (db) => {
        const done = await sql`insert into schedule (name, last) values (${cleanText(name)}, ${now})
          on conflict (name) do update set last = excluded.last where schedule.last <= excluded.last - ${period}`.execute(
          db,
        );
        return (done.numAffectedRows ?? 0n) > 0n;
      }),

    putPart: (organization, upload, part, bytes) =>
      change(async (db) => {
        await db.insertInto('upload_part').values({ organization, upload, part, bytes }).execute();
      }),

    async part(organization, upload, part) {
      const row = await read
        .selectFrom('upload_part')
        .select('bytes')
        .where('organization', '=', organization)
        .where('upload', '=', upload)
        .where('part', '=', part)
        .executeTakeFirst();
      return row?.bytes;
    },

    dropUpload: (organization, upload) =>
      change(async (db) => {
        await db
          .deleteFrom('upload_part')
          .where('organization', '=', organization)
          .where('upload', '=', upload)
          .execute();
      }),

    answer: (organization, key) =>
      read
        .selectFrom('answer')
        .selectAll()
        .where('organization', '=', organization)
        .where('key', '=', key)
        .executeTakeFirst(),

    reserve: (row) =>
      change(async (db) => {
        const done = await db
          .insertInto('answer')
          .values(row)
          .onConflict((conflict) => conflict.columns(['organization', 'key']).doNothing())
          .executeTakeFirst();
        return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
      }),

    settle: ({ organization, key, status, body }) =>
      change(async (db) => {
        await db
          .updateTable('answer')
          .set({ status, body: cleanText(body) })
          .where('organization', '=', organization)
          .where('key', '=', key)
          .execute();
      }),

    release: (organization, key) =>
      change(async (db) => {
        await db
          .deleteFrom('answer')
          .where('organization', '=', organization)
          .where('key', '=', key)
          .where('status', '=', 0)
          .execute();
      }),

    forgetAnswers: (before) =>
      change(async (db) => {
        await db.deleteFrom('answer').where('created', '<', before).execute();
      }),
  };
}

/** Adds a job in whatever transaction the connection holds. */
export async function addJob(db: Kysely<Tables>, row: NewJob): Promise<void> {
  await db
    .insertInto('job')
    .values({
      organization: cleanText(row.organization),
      id: cleanText(row.id),
      kind: cleanText(row.kind),
      subject: cleanText(row.subject),
      state: 'waiting',
      payload: json(row.payload),
      progress: 'null',
      result: 'null',
      by: cleanText(row.by),
      created: row.created,
      due: row.due,
      finished: null,
      attempts: 0,
      cancel: 0,
      holder: null,
      held_until: 0,
    })
    .execute();
}

function jobOut(row: Tables['job']): JobRow {
  return {
    organization: row.organization,
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    state: row.state as JobRow['state'], // as it was written
    payload: JSON.parse(row.payload),
    progress: JSON.parse(row.progress),
    result: JSON.parse(row.result),
    by: row.by,
    created: row.created,
    due: row.due,
    finished: row.finished ?? undefined,
    attempts: row.attempts,
    cancel: row.cancel === 1,
  };
}
