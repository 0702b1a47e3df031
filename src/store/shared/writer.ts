import type { Kysely } from 'kysely';
import { lasting } from '../../records/key.ts';
import type { ThingRow } from '../rows.ts';
import type { Writer } from '../store.ts';
import { auditIn } from './accounts/rows.ts';
import { type Bulk, PLANS } from './bulk.ts';
import { changedNames, changedSystems, EVERYTHING, factsChanged } from './changes.ts';
import { addContent } from './content.ts';
import { addJob } from './jobs/jobs.ts';
import { putLatest } from './latest.ts';
import { logWriter } from './log.ts';
import { mergeThings } from './merge.ts';
import { mergedIds } from './merged-ids.ts';
import { planningWriter } from './planning.ts';
import { reader } from './reader.ts';
import { claimedOf, countByKeys, knownByClaimed, putClaims } from './recount.ts';
import { removeSystem } from './remove-system.ts';
import { closeResults, type FindingChanges, putResults } from './results.ts';
import { retentionWriter } from './retention.ts';
import {
  attributionIn,
  costIn,
  documentIn,
  evidenceIn,
  exemptionIn,
  organizationIn,
  recordIn,
  refusalIn,
  sightingIn,
  subscriptionIn,
  systemIn,
  thingIn,
} from './rows.ts';
import type { Scan } from './scan.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { keyIn, lookedUpBy } from './thing-keys.ts';
import { widened } from './thing-state.ts';

/** Writes of one organization, through the connection that holds its transaction. */
export function writer(db: Kysely<Tables>, bulk: Bulk, scan: Scan, organization: string): Writer {
  const ids = mergedIds();
  const changes: FindingChanges = { opened: [], closed: [], openedCount: 0, closedCount: 0 };
  const changed = changedSystems(db, organization);
  const reads = reader(db, scan, organization);
  /** Things as they are, as far as this write has seen them. */
  const facts = new Map<string, ThingRow>();
  const thingOf = <Row extends { thing?: string | undefined }>(row: Row): Row =>
    row.thing === undefined || ids.now(row.thing) === row.thing ? row : { ...row, thing: ids.now(row.thing) };

  const removed = async (
    table: 'map' | 'webhook' | 'subscription' | 'team' | 'attribution',
    id: string,
  ): Promise<boolean> => {
    const done = await db
      .deleteFrom(table)
      .where('organization', '=', organization)
      .where('id', '=', cleanText(id))
      .executeTakeFirst();
    return done.numDeletedRows > 0n;
  };

  return {
    ...reads,
    ...logWriter(db, organization),
    ...planningWriter(db, organization),
    addContent: (row) => addContent(db, organization, row),
    ...retentionWriter(db, scan, organization),

    async putOrganization(row) {
      const values = organizationIn({ ...row, id: organization });
      const { name, time_zone } = values;
      const floor = await db
        .selectFrom('store_state')
        .select('value')
        .where('name', '=', 'revision')
        .executeTakeFirst();
      const none = { removing: 0, evidence: 0, unowned_evidence: 0, documents: 0 } as const;
      await db
        .insertInto('organization')
        .values({ ...values, ...none, revision: floor?.value ?? 0 })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, time_zone }))
        .execute();
      await changed([EVERYTHING]);
    },

    async putTeam({ id, name }) {
      await db
        .insertInto('team')
        .values({ organization, id: cleanText(id), name: cleanText(name) })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'id']).doUpdateSet({ name: cleanText(name) }),
        )
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
      await changed([row.id]);
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
      await changed([row.system]);
    },

    async putMap(row) {
      const [name, document] = [cleanText(row.name), cleanText(row.text)];
      await db
        .insertInto('map')
        .values({ organization, id: cleanText(row.id), name, document, created: row.created })
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet({ name, document }))
        .execute();
    },

    removeMap: (id) => removed('map', id),

    async putWebhook(row) {
      const name = cleanText(row.name);
      const system = row.system === undefined ? null : cleanText(row.system);
      const map = row.map === undefined ? null : cleanText(row.map);
      await db
        .insertInto('webhook')
        .values({ organization, id: cleanText(row.id), name, system, map, created: row.created })
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet({ name, system, map }))
        .execute();
    },

    removeWebhook: (id) => removed('webhook', id),

    async putSubscription(row) {
      const values = subscriptionIn(organization, row);
      const { name, url, events, secret, rotated, enabled } = values;
      await db
        .insertInto('subscription')
        .values(values)
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'id'])
            .doUpdateSet({ name, url, events, secret, rotated, enabled }),
        )
        .execute();
    },
    removeSubscription: (id) => removed('subscription', id),

    async putNote(name, value) {
      const text = cleanText(value);
      await db
        .insertInto('note')
        .values({ organization, name: cleanText(name), value: text })
        .onConflict((conflict) => conflict.columns(['organization', 'name']).doUpdateSet({ value: text }))
        .execute();
    },

    addAudit: async (row) => {
      await db.insertInto('audit').values(auditIn(organization, row)).execute();
    },
    addJob: (row) => addJob(db, { ...row, organization }),

    removeTeam: (id) => removed('team', id),
    async removeSystem(id) {
      if (!(await removeSystem(db, organization, id))) return false;
      await changed([EVERYTHING]);
      return true;
    },
    removeAttribution: (id) => removed('attribution', id),

    async addDocument(row) {
      const done = await db
        .insertInto('document')
        .values(documentIn(organization, row))
        .onConflict((conflict) => conflict.columns(['organization', 'sha256']).doNothing())
        .executeTakeFirst();
      const added = Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
      if (added)
        await db
          .updateTable('organization')
          .set((each) => ({ documents: each('documents', '+', 1) }))
          .where('id', '=', organization)
          .execute();
      return added;
    },

    async finishDocument(row) {
      const { sha256, tool, tool_version, at, records, findings, problems, problem_count } = documentIn(
        organization,
        row,
      );
      const done = await db
        .updateTable('document')
        .set({ tool, tool_version, at, records, findings, problems, problem_count, finished: 1 })
        .where('organization', '=', organization)
        .where('sha256', '=', sha256)
        .where('finished', '=', 0)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) throw new Error('Only a document that was just added can be finished.');
    },

    async addRefusal(row) {
      await db
        .insertInto('refusal')
        .values(refusalIn(organization, row))
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doNothing())
        .execute();
    },

    async addEvidence(rows) {
      let unowned = 0;
      for (const row of rows) if (row.system === undefined) unowned += 1;
      await bulk.insert(
        PLANS.evidence,
        rows.map((row) => evidenceIn(organization, row)),
      );
      await db
        .updateTable('organization')
        .set((each) => ({
          evidence: each('evidence', '+', rows.length),
          unowned_evidence: each('unowned_evidence', '+', unowned),
        }))
        .where('id', '=', organization)
        .execute();
      await changed(rows.map(({ system }) => system));
    },

    async putThings(rows, keys) {
      const things = new Map<string, ThingRow>();
      for (const row of rows) {
        const id = cleanText(ids.now(row.id));
        const before = things.get(id);
        things.set(id, before ? widened(before, row) : { ...row, id });
      }
      await changedNames(db, organization, await factsChanged(db, organization, things, facts));
      await bulk.insert(
        PLANS.thing,
        [...things.values()].map((row) => thingIn(organization, row)),
      );
      const known = new Map(
        keys.map(({ key, thing }) => {
          const row = keyIn(organization, key, ids.now(thing));
          return [row.key, row];
        }),
      );
      const names = keys.filter(({ key }) => lasting(key) !== 'resource').map(({ key }) => lookedUpBy(key));
      const claimed = await claimedOf(db, organization, [...new Set(names)]);
      // A name that goes to another thing leaves the one that it was of.
      await changedNames(db, organization, await knownByClaimed(db, organization, claimed));
      await bulk.insert(PLANS.thingKey, [...known.values()]);
      await countByKeys(db, organization, claimed);
    },

    async thingsByKeys(keys) {
      const found = await reads.thingsByKeys(keys);
      for (const row of found.values()) facts.set(row.id, row);
      return found;
    },

    async mergeThings(from, into) {
      const [gone, kept] = [ids.now(cleanText(from)), ids.now(cleanText(into))];
      if (gone === kept) return;
      await mergeThings(db, bulk, organization, gone, kept);
      facts.delete(gone);
      facts.delete(kept);
      ids.add(gone, kept);
    },

    putClaims: (rows) => putClaims(db, bulk, organization, rows.map(thingOf)),

    async addSightings(rows) {
      const united = new Map<string, ReturnType<typeof sightingIn>>();
      for (const each of rows) {
        const row = sightingIn(organization, { ...each, thing: ids.now(each.thing) });
        const key = `${row.thing}\n${row.system}\n${row.at}\n${row.document}`;
        const before = united.get(key);
        if (before) before.aspects |= row.aspects;
        else united.set(key, row);
      }
      await bulk.insert(PLANS.sighting, [...united.values()]);
      await changed(rows.map(({ system }) => system));
    },

    putResults: (rows) => putResults(db, bulk, organization, rows.map(thingOf), changes, changed),

    closeResults: (run) =>
      closeResults(
        db,
        bulk,
        organization,
        { ...run, things: run.things.map((thing) => ids.now(thing)) },
        changes,
        changed,
      ),

    findingChanges: async () => changes,

    async addCosts(rows) {
      await bulk.insert(
        PLANS.cost,
        rows.map((row) => costIn(organization, thingOf(row))),
      );
      await changed(rows.map(({ system }) => system));
    },

    async addRecords(rows) {
      const now = rows.map(thingOf);
      await bulk.insert(
        PLANS.record,
        now.map((row) => recordIn(organization, row)),
      );
      await putLatest(bulk, organization, now);
    },
  };
}
