import { type Kysely, sql } from 'kysely';
import type { AspectId, Level } from '../../records/words.ts';
import type { ContactRow, PlanningReader, PlanningWriter, Response, WitnessRow } from '../planning.ts';
import { exemptionRequests, putExemptionRequest } from './exemption-requests.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** Owners named by things that are told of, at most. */
const NAMED = 5;

/** Reads of what an organization plans, of who answers for its systems, and of who keeps its checkpoints. */
export function planningReader(db: Kysely<Tables>, organization: string): PlanningReader {
  return {
    async contacts(system) {
      let query = db
        .selectFrom('contact')
        .select(['system', 'kind', 'name', 'reach'])
        .where('organization', '=', organization)
        .orderBy('system')
        .orderBy('kind')
        .orderBy('position');
      if (system !== undefined) query = query.where('system', '=', cleanText(system));
      const rows = await query.execute();
      return rows.map((row) => ({
        ...row,
        kind: row.kind as ContactRow['kind'],
        reach: row.reach ?? undefined,
      }));
    },
    async ownersNamed(system) {
      const things = sql<number>`count(*)`;
      const rows = await db
        .selectFrom('thing')
        .select(['owner', things.as('things')])
        .where('organization', '=', organization)
        .where('system', '=', cleanText(system))
        .where('owner', 'is not', null)
        .where('counts_as', 'is', null)
        .groupBy('owner')
        .orderBy(things, 'desc')
        .orderBy('owner')
        .limit(NAMED)
        .execute();
      return rows.map((row) => ({ name: row.owner ?? '', things: Number(row.things) }));
    },
    exemptionRequests: () => exemptionRequests(db, organization),
    async plans() {
      const rows = await db
        .selectFrom('plan')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('created')
        .orderBy('id')
        .execute();
      return rows.map(({ organization: _, ...row }) => ({
        ...row,
        aspect: row.aspect as AspectId,
        target: row.target as Level,
        response: row.response as Response,
        due: row.due ?? undefined,
        dropped: row.dropped ?? undefined,
      }));
    },
    async workshops(system) {
      let query = db
        .selectFrom('workshop')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('begun', 'desc')
        .orderBy('id');
      if (system !== undefined) query = query.where('system', '=', cleanText(system));
      const rows = await query.execute();
      return rows.map(({ organization: _, ...row }) => ({ ...row, ended: row.ended ?? undefined }));
    },
    async witnesses() {
      const rows = await db
        .selectFrom('witness')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(({ organization: _, ...row }) => ({
        ...row,
        kind: row.kind as WitnessRow['kind'],
        verifier: row.verifier ?? undefined,
        state: row.state ?? undefined,
      }));
    },
  };
}

/** Writes of what an organization plans, in the connection that holds its transaction. */
export function planningWriter(db: Kysely<Tables>, organization: string): PlanningWriter {
  const removed = async (table: 'workshop' | 'witness', id: string) => {
    const done = await db
      .deleteFrom(table)
      .where('organization', '=', organization)
      .where('id', '=', cleanText(id))
      .executeTakeFirst();
    return done.numDeletedRows > 0n;
  };
  return {
    async putContacts(system, rows) {
      const of = cleanText(system);
      await db
        .deleteFrom('contact')
        .where('organization', '=', organization)
        .where('system', '=', of)
        .execute();
      if (rows.length === 0) return;
      const values = rows.map(({ kind, name, reach }, position) => ({
        organization,
        system: of,
        kind,
        position,
        name: cleanText(name),
        reach: reach === undefined ? null : cleanText(reach),
      }));
      await db.insertInto('contact').values(values).execute();
    },
    putExemptionRequest: (row) => putExemptionRequest(db, organization, row),
    async putPlan(row) {
      const changing = {
        target: row.target,
        response: row.response,
        owner: cleanText(row.owner),
        due: row.due ?? null,
        note: cleanText(row.note),
        dropped: row.dropped ?? null,
      };
      const { aspect, created } = row;
      const [id, system, by] = [cleanText(row.id), cleanText(row.system), cleanText(row.by)];
      await db
        .insertInto('plan')
        .values({ organization, id, system, aspect, created, by, ...changing })
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet(changing))
        .execute();
    },
    async putWorkshop(row) {
      const changing = { ended: row.ended ?? null, version: row.version, data: cleanText(row.data) };
      const { begun } = row;
      const [id, system, by] = [cleanText(row.id), cleanText(row.system), cleanText(row.by)];
      await db
        .insertInto('workshop')
        .values({ organization, id, system, begun, by, ...changing })
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet(changing))
        .execute();
    },
    removeWorkshop: (id) => removed('workshop', id),
    async putWitness(row) {
      const changing = {
        name: cleanText(row.name),
        target: cleanText(row.target),
        verifier: row.verifier === undefined ? null : cleanText(row.verifier),
        state: row.state === undefined ? null : cleanText(row.state),
      };
      const { kind, created } = row;
      await db
        .insertInto('witness')
        .values({ organization, id: cleanText(row.id), kind, created, ...changing })
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet(changing))
        .execute();
    },
    removeWitness: (id) => removed('witness', id),
  };
}
