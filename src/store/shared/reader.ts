import { type Kysely, sql } from 'kysely';
import { DAY } from '../../records/instant.ts';
import type { Origin } from '../../records/origin.ts';
import type { AspectId, Automation, Output, Severity } from '../../records/words.ts';
import type { ObservedExposure, Reader } from '../store.ts';
import { decode, page } from './page.ts';
import {
  attributionOut,
  documentOut,
  evidenceOut,
  exemptionOut,
  organizationOut,
  refusalOut,
  resultOut,
  systemOut,
  thingOut,
} from './rows.ts';
import type { Tables } from './tables.ts';

/** Keys looked up in one statement. */
const LOOKUP = 500;

/** Reads of one organization, through any connection. */
export function reader(db: Kysely<Tables>, organization: string): Reader {
  return {
    async organization() {
      const row = await db
        .selectFrom('organization')
        .selectAll()
        .where('id', '=', organization)
        .executeTakeFirst();
      return row && organizationOut(row);
    },

    async teams() {
      return db
        .selectFrom('team')
        .select(['id', 'name'])
        .where('organization', '=', organization)
        .orderBy('name')
        .execute();
    },

    async systems() {
      const rows = await db
        .selectFrom('system')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('id')
        .execute();
      return rows.map(systemOut);
    },

    async attributions() {
      const rows = await db
        .selectFrom('attribution')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('position')
        .orderBy('id')
        .execute();
      return rows.map(attributionOut);
    },

    async exemptions() {
      const rows = await db
        .selectFrom('exemption')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('id')
        .execute();
      return rows.map(exemptionOut);
    },

    async document(sha256) {
      const row = await db
        .selectFrom('document')
        .selectAll()
        .where('organization', '=', organization)
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      return row && documentOut(row);
    },

    async documents({ limit, after }) {
      const cursor = decode(after, ['number', 'string']);
      let query = db.selectFrom('document').selectAll().where('organization', '=', organization);
      if (cursor) query = query.where(sql<boolean>`(learned, sha256) < (${cursor[0]}, ${cursor[1]})`);
      const rows = await query
        .orderBy('learned', 'desc')
        .orderBy('sha256', 'desc')
        .limit(limit + 1)
        .execute();
      return page(rows, limit, (row) => [row.learned, row.sha256], documentOut);
    },

    async refusals({ limit, after }) {
      const cursor = decode(after, ['number', 'string']);
      let query = db.selectFrom('refusal').selectAll().where('organization', '=', organization);
      if (cursor) query = query.where(sql<boolean>`(at, id) < (${cursor[0]}, ${cursor[1]})`);
      const rows = await query
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return page(rows, limit, (row) => [row.at, row.id], refusalOut);
    },

    async practices({ known, system }) {
      let query = db
        .selectFrom('evidence')
        .select(['system', 'aspect', 'output', 'automation', 'declared', 'at'])
        .where('organization', '=', organization)
        .where('learned', '<=', known);
      query =
        system === undefined ? query.where('system', 'is not', null) : query.where('system', '=', system);
      const rows = await query.orderBy('system').orderBy('aspect').orderBy('at').execute();
      return rows.map((row) => ({
        system: row.system ?? '',
        aspect: row.aspect as AspectId, // as it was written
        output: row.output as Output,
        automation: row.automation as Automation,
        declared: row.declared === 1,
        at: row.at,
      }));
    },

    async sightings({ known, system }) {
      let query = db
        .selectFrom('sighting')
        .innerJoin('thing', (join) =>
          join
            .onRef('thing.organization', '=', 'sighting.organization')
            .onRef('thing.id', '=', 'sighting.thing'),
        )
        .select([
          'sighting.system',
          'sighting.thing',
          'thing.kind',
          'thing.weight',
          'sighting.at',
          'sighting.aspects',
        ])
        .where('sighting.organization', '=', organization)
        .where('sighting.learned', '<=', known);
      query =
        system === undefined
          ? query.where('sighting.system', '<>', '')
          : query.where('sighting.system', '=', system);
      return query.orderBy('sighting.system').orderBy('sighting.thing').orderBy('sighting.at').execute();
    },

    async evidence({ system, aspect, known }, { limit, after }) {
      const cursor = decode(after, ['number', 'string', 'number']);
      let query = db
        .selectFrom('evidence')
        .innerJoin('document', (join) =>
          join
            .onRef('document.organization', '=', 'evidence.organization')
            .onRef('document.sha256', '=', 'evidence.document'),
        )
        .selectAll('evidence')
        .select(['document.name as document_name', 'document.adapter', 'document.origin'])
        .where('evidence.organization', '=', organization);
      query =
        system === null
          ? query.where('evidence.system', 'is', null)
          : query.where('evidence.system', '=', system);
      if (aspect !== undefined) query = query.where('evidence.aspect', '=', aspect);
      if (known !== undefined) query = query.where('evidence.learned', '<=', known);
      if (cursor) {
        query = query.where(
          sql<boolean>`(evidence.at, evidence.document, evidence.ordinal) < (${cursor[0]}, ${cursor[1]}, ${cursor[2]})`,
        );
      }
      const rows = await query
        .orderBy('evidence.at', 'desc')
        .orderBy('evidence.document', 'desc')
        .orderBy('evidence.ordinal', 'desc')
        .limit(limit + 1)
        .execute();
      return page(
        rows,
        limit,
        (row) => [row.at, row.document, row.ordinal],
        (row) => ({
          ...evidenceOut(row),
          documentName: row.document_name,
          adapter: row.adapter,
          origin: JSON.parse(row.origin) as Origin, // as it was written
        }),
      );
    },

    async findings({ system, aspect, open }, { limit, after }) {
      const cursor = decode(after, ['string']);
      let query = db
        .selectFrom('result')
        .leftJoin('thing', (join) =>
          join.onRef('thing.organization', '=', 'result.organization').onRef('thing.id', '=', 'result.thing'),
        )
        .selectAll('result')
        .select('thing.name as thing_name')
        .where('result.organization', '=', organization);
      if (system !== undefined) {
        query =
          system === null
            ? query.where('result.system', 'is', null)
            : query.where('result.system', '=', system);
      }
      if (aspect !== undefined) query = query.where('result.aspect', '=', aspect);
      if (open !== undefined) query = query.where('result.status', open ? '=' : '<>', 'fail');
      if (cursor) query = query.where('result.fingerprint', '>', String(cursor[0]));
      const rows = await query
        .orderBy('result.fingerprint')
        .limit(limit + 1)
        .execute();
      return page(
        rows,
        limit,
        (row) => [row.fingerprint],
        (row) => ({ ...resultOut(row), thingName: row.thing_name ?? undefined }),
      );
    },

    async findingCounts() {
      const rows = await db
        .selectFrom('result')
        .select(['system', 'aspect', 'severity', sql<number>`count(*)`.as('count')])
        .where('organization', '=', organization)
        .where('status', '=', 'fail')
        .groupBy(['system', 'aspect', 'severity'])
        .orderBy('system')
        .orderBy('aspect')
        .orderBy('severity')
        .execute();
      return rows.map((row) => ({
        system: row.system ?? undefined,
        aspect: row.aspect as AspectId, // as it was written
        severity: row.severity as Severity,
        count: Number(row.count),
      }));
    },

    async things({ system, kind }, { limit, after }) {
      const cursor = decode(after, ['string']);
      let query = db.selectFrom('thing').selectAll().where('organization', '=', organization);
      if (system !== undefined)
        query = system === null ? query.where('system', 'is', null) : query.where('system', '=', system);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (cursor) query = query.where('id', '>', String(cursor[0]));
      const rows = await query
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      const ids = rows.slice(0, limit).map((row) => row.id);
      const keys = ids.length === 0 ? [] : await keysOf(ids);
      return page(
        rows,
        limit,
        (row) => [row.id],
        (row) => ({
          ...thingOut(row),
          keys: keys.filter((each) => each.thing === row.id).map((each) => each.key),
        }),
      );
    },

    async observed() {
      const things = await db
        .selectFrom('sighting')
        .innerJoin('thing', (join) =>
          join
            .onRef('thing.organization', '=', 'sighting.organization')
            .onRef('thing.id', '=', 'sighting.thing'),
        )
        .select([
          'sighting.system',
          sql<number | null>`max(thing.public)`.as('public'),
          sql<number | null>`max(thing.pii)`.as('pii'),
        ])
        .where('sighting.organization', '=', organization)
        .where('sighting.system', '<>', '')
        .groupBy('sighting.system')
        .execute();
      const found = new Map<string, ObservedExposure>();
      for (const { system, public: open, pii } of things) {
        found.set(system, { system, public: truth(open), pii: truth(pii), monthlyCost: [] });
      }
      for (const { system, amount, currency } of await monthlyCosts(db, organization)) {
        const row = found.get(system) ?? { system, public: undefined, pii: undefined, monthlyCost: [] };
        row.monthlyCost.push({ amount, currency });
        found.set(system, row);
      }
      return [...found.values()].sort((a, b) => (a.system < b.system ? -1 : 1));
    },

    async counts() {
      const count = async (table: 'document' | 'refusal' | 'evidence') =>
        Number(
          (
            await db
              .selectFrom(table)
              .select(sql<number>`count(*)`.as('count'))
              .where('organization', '=', organization)
              .executeTakeFirst()
          )?.count ?? 0,
        );
      const unowned = async (table: 'thing' | 'result' | 'evidence') =>
        Number(
          (
            await db
              .selectFrom(table)
              .select(sql<number>`count(*)`.as('count'))
              .where('organization', '=', organization)
              .where('system', 'is', null)
              .executeTakeFirst()
          )?.count ?? 0,
        );
      return {
        documents: await count('document'),
        refusals: await count('refusal'),
        evidence: await count('evidence'),
        unowned: {
          evidence: await unowned('evidence'),
          things: await unowned('thing'),
          results: await unowned('result'),
        },
      };
    },

    async thingsByKeys(keys) {
      const found = new Map<string, ReturnType<typeof thingOut>>();
      for (let from = 0; from < keys.length; from += LOOKUP) {
        const rows = await db
          .selectFrom('thing_key')
          .innerJoin('thing', (join) =>
            join
              .onRef('thing.organization', '=', 'thing_key.organization')
              .onRef('thing.id', '=', 'thing_key.thing'),
          )
          .selectAll('thing')
          .select('thing_key.key as key')
          .where('thing_key.organization', '=', organization)
          .where('thing_key.key', 'in', keys.slice(from, from + LOOKUP))
          .execute();
        for (const row of rows) found.set(row.key, thingOut(row));
      }
      return found;
    },

    async revision() {
      const row = await db
        .selectFrom('organization')
        .select('revision')
        .where('id', '=', organization)
        .executeTakeFirst();
      return row?.revision ?? 0;
    },
  };

  function keysOf(ids: readonly string[]) {
    return db
      .selectFrom('thing_key')
      .select(['key', 'thing'])
      .where('organization', '=', organization)
      .where('thing', 'in', ids)
      .orderBy('key')
      .execute();
  }
}

/** Each system's charges that began in the 30 days up to its latest one, by currency. */
async function monthlyCosts(db: Kysely<Tables>, organization: string) {
  const latest = await db
    .selectFrom('cost')
    .select(['system', 'currency', sql<number>`max(begins)`.as('latest')])
    .where('organization', '=', organization)
    .where('system', 'is not', null)
    .groupBy(['system', 'currency'])
    .execute();
  const out: { system: string; amount: number; currency: string }[] = [];
  for (const { system, currency, latest: begins } of latest) {
    if (system === null) continue;
    const row = await db
      .selectFrom('cost')
      .select(sql<number>`sum(amount)`.as('amount'))
      .where('organization', '=', organization)
      .where('system', '=', system)
      .where('currency', '=', currency)
      .where('begins', '>', begins - 30 * DAY)
      .executeTakeFirst();
    out.push({ system, amount: Number(row?.amount ?? 0), currency });
  }
  return out;
}

function truth(value: number | null): boolean | undefined {
  return value === null ? undefined : value === 1;
}
