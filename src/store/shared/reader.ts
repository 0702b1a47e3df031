import { type Kysely, sql } from 'kysely';
import type { Key } from '../../records/key.ts';
import type { AspectId, Automation, Output, Severity } from '../../records/words.ts';
import type { PracticeRow } from '../rows.ts';
import type { Reader } from '../store.ts';
import { changedSince } from './changes.ts';
import { chunksOf } from './chunks.ts';
import { claimantsOf } from './claims.ts';
import { before, movedThings } from './content.ts';
import { observedExposure } from './exposure.ts';
import { evidencePage, findingsPage, SPEAKS_FOR_FINDING } from './listings.ts';
import { listReader } from './lists/reader.ts';
import { logReader } from './log.ts';
import { decode, page } from './page.ts';
import { planningReader } from './planning.ts';
import {
  attributionOut,
  documentOut,
  exemptionOut,
  organizationOut,
  refusalOut,
  subscriptionOut,
  systemOut,
  thingOut,
} from './rows.ts';
import type { Scan } from './scan.ts';
import { readSightings } from './sightings.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { lookedUpBy } from './thing-keys.ts';
import { thingsPage } from './things-page.ts';

/** What the columns selected hold, as they were written; the system was asked not to be null. */
type Practice = [string, AspectId, Output, Automation, number, number];

/** Reads of one organization, through any connection. */
export function reader(db: Kysely<Tables>, scan: Scan, organization: string): Reader {
  return {
    ...logReader(db, organization),
    ...planningReader(db, organization),
    ...listReader(db, scan, organization),
    before: (digest) => before(db, organization, digest),
    movedThings: (filter) => movedThings(db, organization, filter),

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

    async systems(only) {
      const all = db.selectFrom('system').selectAll().where('organization', '=', organization);
      const query = only ? all.where('id', 'in', only.map(cleanText)) : all;
      return (await query.orderBy('id').execute()).map(systemOut);
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

    async maps() {
      return db
        .selectFrom('map')
        .select(['id', 'name', 'document as text', 'created'])
        .where('organization', '=', organization)
        .orderBy('id')
        .execute();
    },

    async webhooks() {
      const rows = await db
        .selectFrom('webhook')
        .select(['id', 'name', 'system', 'map', 'created'])
        .where('organization', '=', organization)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...row, system: row.system ?? undefined, map: row.map ?? undefined }));
    },

    async subscriptions() {
      const rows = await db
        .selectFrom('subscription')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(subscriptionOut);
    },

    async note(name) {
      const row = await db
        .selectFrom('note')
        .select('value')
        .where('organization', '=', organization)
        .where('name', '=', cleanText(name))
        .executeTakeFirst();
      return row?.value;
    },

    async document(sha256) {
      const row = await db
        .selectFrom('document')
        .selectAll()
        .where('organization', '=', organization)
        .where('sha256', '=', cleanText(sha256))
        .executeTakeFirst();
      return row && documentOut(row);
    },

    async readingsOf(sha256) {
      const bytes = cleanText(sha256);
      const rows = await db
        .selectFrom('document')
        .select('sha256')
        .where('organization', '=', organization)
        .where((where) =>
          // The comma is what follows the plus sign.
          where.or([
            where('sha256', '=', bytes),
            where.and([where('sha256', '>=', `${bytes}+`), where('sha256', '<', `${bytes},`)]),
          ]),
        )
        .orderBy('sha256')
        .execute();
      return rows.map((row) => row.sha256);
    },

    async documents(wanted) {
      const { limit } = wanted;
      const cursor = decode(wanted, ['number', 'string']);
      let query = db.selectFrom('document').selectAll().where('organization', '=', organization);
      if (cursor) query = query.where(sql<boolean>`(learned, sha256) < (${cursor[0]}, ${cursor[1]})`);
      const rows = await query
        .orderBy('learned', 'desc')
        .orderBy('sha256', 'desc')
        .limit(limit + 1)
        .execute();
      return page(rows, limit, (row) => [row.learned, row.sha256], documentOut);
    },

    async refusals(wanted) {
      const { limit } = wanted;
      const cursor = decode(wanted, ['number', 'string']);
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
        system === undefined
          ? query.where('system', 'is not', null)
          : query.where('system', 'in', [system].flat().map(cleanText));
      const rows: PracticeRow[] = [];
      await scan(query.orderBy('system').orderBy('aspect').orderBy('at').compile(), (row) => {
        const [of, aspect, output, automation, declared, at] = row as Practice;
        rows.push({ system: of, aspect, output, automation, declared: declared === 1, at });
      });
      return rows;
    },

    sightings: (filter) => readSightings(db, scan, organization, filter),

    evidence: (filter, wanted) => evidencePage(db, organization, filter, wanted),
    findings: (filter, wanted) => findingsPage(db, organization, filter, wanted),
    things: (filter, wanted) => thingsPage(db, organization, filter, wanted),

    async findingCounts(only) {
      const from = db.selectFrom('result');
      const rows = await (only ? from.where('system', 'in', only.map(cleanText)) : from)
        .select(['system', 'aspect', 'severity', sql<number>`count(*)`.as('count')])
        .where('organization', '=', organization)
        .where(sql<boolean>`status = 'fail'`)
        .where(SPEAKS_FOR_FINDING)
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

    observed: (only) => observedExposure(db, organization, only?.map(cleanText)),

    async counts() {
      const of = (table: 'refusal' | 'thing' | 'result') =>
        db
          .selectFrom(table)
          .select(sql<number>`count(*)`.as('count'))
          .where('organization', '=', organization);
      const row = await db
        .selectFrom('organization')
        .select([
          'evidence',
          'unowned_evidence',
          'documents',
          of('refusal').as('refusals'),
          of('thing').where('system', 'is', null).where('counts_as', 'is', null).as('things'),
          of('result').where('system', 'is', null).as('results'),
        ])
        .where('id', '=', organization)
        .executeTakeFirst();
      return {
        documents: row?.documents ?? 0,
        refusals: row?.refusals ?? 0,
        evidence: row?.evidence ?? 0,
        unowned: {
          evidence: row?.unowned_evidence ?? 0,
          things: row?.things ?? 0,
          results: row?.results ?? 0,
        },
      };
    },

    async thingsByKeys(keys) {
      const found = new Map<string, ReturnType<typeof thingOut>>();
      const asked = new Map<string, Key[]>();
      for (const key of keys) {
        const short = lookedUpBy(key);
        const same = asked.get(short);
        if (same) same.push(key);
        else asked.set(short, [key]);
      }
      const all = [...asked.keys()];
      for (const chunk of chunksOf(all)) {
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
          .where('thing_key.key', 'in', chunk)
          .execute();
        for (const row of rows) for (const key of asked.get(row.key) ?? []) found.set(key, thingOut(row));
      }
      return found;
    },

    claimants: (keys) => claimantsOf(db, organization, keys),

    async revision() {
      const row = await db
        .selectFrom('organization')
        .select('revision')
        .where('id', '=', organization)
        .executeTakeFirst();
      return row?.revision ?? 0;
    },

    changedSince: (revision) => changedSince(db, organization, revision),
  };
}
