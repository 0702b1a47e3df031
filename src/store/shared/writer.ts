import { type Kysely, sql } from 'kysely';
import type { ResultRow, Writer } from '../store.ts';
import { type Bulk, PLANS } from './bulk.ts';
import { reader } from './reader.ts';
import {
  attributionIn,
  costIn,
  documentIn,
  evidenceIn,
  exemptionIn,
  organizationIn,
  recordIn,
  refusalIn,
  resultIn,
  sightingIn,
  systemIn,
  thingIn,
} from './rows.ts';
import type { Tables } from './tables.ts';

/** Things named in one statement. */
const LOOKUP = 500;

/** Writes of one organization, through the connection that holds its transaction. */
export function writer(db: Kysely<Tables>, bulk: Bulk, organization: string): Writer {
  return {
    ...reader(db, organization),

    async putOrganization(row) {
      const values = organizationIn({ ...row, id: organization });
      const { name, time_zone } = values;
      await db
        .insertInto('organization')
        .values({ ...values, revision: 0, removing: 0 })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, time_zone }))
        .execute();
    },

    async putTeam({ id, name }) {
      await db
        .insertInto('team')
        .values({ organization, id, name })
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet({ name }))
        .execute();
    },

    async putSystem(row) {
      const values = systemIn(organization, row);
      const { name, team, pii, public: open, monthly_cost } = values;
      await db
        .insertInto('system')
        .values(values)
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'id'])
            .doUpdateSet({ name, team, pii, public: open, monthly_cost }),
        )
        .execute();
    },

    async putAttribution(row) {
      const values = attributionIn(organization, row);
      const { position, pattern, system } = values;
      await db
        .insertInto('attribution')
        .values(values)
        .onConflict((conflict) =>
          conflict.columns(['organization', 'id']).doUpdateSet({ position, pattern, system }),
        )
        .execute();
    },

    async putExemption(row) {
      const values = exemptionIn(organization, row);
      const { ends, reason, approver } = values;
      await db
        .insertInto('exemption')
        .values(values)
        .onConflict((conflict) =>
          conflict.columns(['organization', 'id']).doUpdateSet({ ends, reason, approver }),
        )
        .execute();
    },

    async addDocument(row) {
      const done = await db
        .insertInto('document')
        .values(documentIn(organization, row))
        .onConflict((conflict) => conflict.columns(['organization', 'sha256']).doNothing())
        .executeTakeFirst();
      return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    async finishDocument(row) {
      const { tool, tool_version, at, records, findings, problems, problem_count } = documentIn(
        organization,
        row,
      );
      await db
        .updateTable('document')
        .set({ tool, tool_version, at, records, findings, problems, problem_count })
        .where('organization', '=', organization)
        .where('sha256', '=', row.sha256)
        .execute();
    },

    async addRefusal(row) {
      await db
        .insertInto('refusal')
        .values(refusalIn(organization, row))
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doNothing())
        .execute();
    },

    async addEvidence(rows) {
      await bulk.insert(
        PLANS.evidence,
        rows.map((row) => evidenceIn(organization, row)),
      );
    },

    async putThings(rows, keys) {
      await bulk.insert(
        PLANS.thing,
        rows.map((row) => thingIn(organization, row)),
      );
      await bulk.insert(
        PLANS.thingKey,
        keys.map(({ key, thing }) => ({ organization, key, thing })),
      );
    },

    async mergeThings(from, into) {
      const own = sql`organization = ${organization} and thing = ${from}`;
      await sql`insert into sighting (organization, thing, system, at, document, learned, aspects)
        select organization, ${into}, system, at, document, learned, aspects from sighting where ${own}
        on conflict (organization, system, thing, at, document)
        do update set aspects = sighting.aspects | excluded.aspects`.execute(db);
      await sql`delete from sighting where ${own}`.execute(db);
      for (const table of ['evidence', 'result', 'cost', 'record', 'thing_key'] as const) {
        await db
          .updateTable(table)
          .set({ thing: into })
          .where('organization', '=', organization)
          .where('thing', '=', from)
          .execute();
      }
      await db.deleteFrom('thing').where('organization', '=', organization).where('id', '=', from).execute();
    },

    async addSightings(rows) {
      await bulk.insert(
        PLANS.sighting,
        rows.map((row) => sightingIn(organization, row)),
      );
    },

    async putResults(rows) {
      await bulk.insert(
        PLANS.result,
        onePerFingerprint(rows).map((row) => resultIn(organization, row)),
      );
    },

    async closeResults({ adapter, tool, things, at, document }) {
      let closed = 0;
      for (let from = 0; from < things.length; from += LOOKUP) {
        const done = await db
          .updateTable('result')
          .set({ status: 'pass', open_since: null, last_seen: at, document })
          .where('organization', '=', organization)
          .where('thing', 'in', things.slice(from, from + LOOKUP))
          .where('adapter', '=', adapter)
          .where('tool', '=', tool)
          .where('status', '=', 'fail')
          .where('last_seen', '<', at)
          .executeTakeFirst();
        closed += Number(done.numUpdatedRows);
      }
      return closed;
    },

    async addCosts(rows) {
      await bulk.insert(
        PLANS.cost,
        rows.map((row) => costIn(organization, row)),
      );
    },

    async addRecords(rows) {
      await bulk.insert(
        PLANS.record,
        rows.map((row) => recordIn(organization, row)),
      );
    },
  };
}

/** One statement may touch a row once: of the same fingerprint the newest stays, at the same time the failing one. */
function onePerFingerprint(rows: readonly ResultRow[]): ResultRow[] {
  const kept = new Map<string, ResultRow>();
  for (const row of rows) {
    const before = kept.get(row.fingerprint);
    if (before === undefined) {
      kept.set(row.fingerprint, row);
      continue;
    }
    const newer =
      row.lastSeen > before.lastSeen || (row.lastSeen === before.lastSeen && row.status === 'fail');
    const [last, first] = newer ? [row, before] : [before, row];
    const open = [last, first].flatMap((each) =>
      each.status === 'fail' && each.openSince !== undefined ? [each.openSince] : [],
    );
    kept.set(row.fingerprint, {
      ...last,
      firstSeen: Math.min(first.firstSeen, last.firstSeen),
      openSince: last.status === 'fail' ? Math.min(...open) : undefined,
    });
  }
  return [...kept.values()];
}
