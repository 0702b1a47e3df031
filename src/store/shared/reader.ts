import { type Kysely, sql } from 'kysely';
import { DAY } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { AspectId, Automation, Output, Severity } from '../../records/words.ts';
import type { ObservedExposure, PracticeRow, Reader, ThingSightingRow } from '../store.ts';
import { type Claims, claimsOf, countsAs } from './claims.ts';
import { evidencePage, findingsPage, speaksFor, thingsPage } from './listings.ts';
import { ownerAt } from './owner.ts';
import { decode, page } from './page.ts';
import {
  attributionOut,
  documentOut,
  exemptionOut,
  organizationOut,
  refusalOut,
  systemOut,
  thingOut,
} from './rows.ts';
import type { Scan } from './scan.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';
import { lookedUpBy } from './thing-keys.ts';

/** Keys looked up in one statement. */
const LOOKUP = 1_000;

/** What the columns selected hold, as they were written; the system was asked not to be null. */
type Practice = [string, AspectId, Output, Automation, number, number];
type Sighting = [string, string, string, number, number, number];

/** Reads of one organization, through any connection. */
export function reader(db: Kysely<Tables>, scan: Scan, organization: string): Reader {
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

    async document(sha256) {
      const row = await db
        .selectFrom('document')
        .selectAll()
        .where('organization', '=', organization)
        .where('sha256', '=', cleanText(sha256))
        .executeTakeFirst();
      return row && documentOut(row);
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
          : query.where('system', '=', cleanText(system));
      const rows: PracticeRow[] = [];
      await scan(query.orderBy('system').orderBy('aspect').orderBy('at').compile(), (row) => {
        const [of, aspect, output, automation, declared, at] = row as Practice;
        rows.push({ system: of, aspect, output, automation, declared: declared === 1, at });
      });
      return rows;
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
          : query.where('sighting.system', '=', cleanText(system));
      const rows: ThingSightingRow[] = [];
      const ordered = query.orderBy('sighting.system').orderBy('sighting.thing').orderBy('sighting.at');
      const claims = await claimsOf(db, organization);
      const facts = await factsOf(db, organization, claims);
      const moved = new Set<string>();
      await scan(ordered.compile(), (row) => {
        const [of, thing, kind, weight, at, aspects] = row as Sighting;
        const now = claims.has(thing) ? countsAs(claims, thing, at) : thing;
        if (now === thing) rows.push({ system: of, thing, kind, weight, at, aspects });
        else {
          rows.push({ system: of, thing: now, kind, weight, ...facts.get(now), at, aspects });
          moved.add(of);
        }
      });
      return moved.size === 0 ? rows : inOrder(rows, moved);
    },

    evidence: (filter, wanted) => evidencePage(db, organization, filter, wanted),
    findings: (filter, wanted) => findingsPage(db, organization, filter, wanted),
    things: (filter, wanted) => thingsPage(db, organization, filter, wanted),

    async findingCounts() {
      const rows = await db
        .selectFrom('result')
        .select(['system', 'aspect', 'severity', sql<number>`count(*)`.as('count')])
        .where('organization', '=', organization)
        .where(sql<boolean>`status = 'fail'`)
        .where(speaksFor('result'))
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

    async observed() {
      // From the few things of which something is known to the systems that they were seen for.
      const things = await db
        .selectFrom('thing')
        .innerJoin('sighting', (join) =>
          join
            .onRef('sighting.organization', '=', 'thing.organization')
            .onRef('sighting.thing', '=', 'thing.id'),
        )
        .select([
          'sighting.system',
          sql<number | null>`max(thing.public)`.as('public'),
          sql<number | null>`max(thing.pii)`.as('pii'),
        ])
        .where('thing.organization', '=', organization)
        .where(sql<boolean>`(thing.public is not null or thing.pii is not null)`)
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
      const of = (table: 'document' | 'refusal' | 'thing' | 'result') =>
        db
          .selectFrom(table)
          .select(sql<number>`count(*)`.as('count'))
          .where('organization', '=', organization);
      const row = await db
        .selectFrom('organization')
        .select([
          'evidence',
          'unowned_evidence',
          of('document').as('documents'),
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
      for (let from = 0; from < all.length; from += LOOKUP) {
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
          .where('thing_key.key', 'in', all.slice(from, from + LOOKUP))
          .execute();
        for (const row of rows) for (const key of asked.get(row.key) ?? []) found.set(key, thingOut(row));
      }
      return found;
    },

    async claimants(keys) {
      const found = new Map<Key, ReturnType<typeof thingOut>>();
      const asked = new Map(keys.map((key) => [lookedUpBy(key), key]));
      const all = [...asked.keys()];
      for (let from = 0; from < all.length; from += LOOKUP) {
        const rows = await db
          .selectFrom('claim')
          .innerJoin('thing', (join) =>
            join.onRef('thing.organization', '=', 'claim.organization').onRef('thing.id', '=', 'claim.thing'),
          )
          .selectAll('thing')
          .select(['claim.key', 'claim.first', 'claim.last'])
          .where('claim.organization', '=', organization)
          .where('claim.key', 'in', all.slice(from, from + LOOKUP))
          .execute();
        const byKey = new Map<string, typeof rows>();
        for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
        for (const [short, claims] of byKey) {
          const owner = ownerAt(
            claims.map(({ id, first, last }) => ({ thing: id, first, last })),
            Number.MAX_SAFE_INTEGER,
          );
          const row = claims.find(({ id }) => id === owner);
          const key = asked.get(short);
          if (row && key !== undefined) found.set(key, thingOut(row));
        }
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
}

/** Kind and weight of the things that claim names. */
async function factsOf(db: Kysely<Tables>, organization: string, claims: Claims) {
  const owners = new Set([...claims.values()].flatMap((each) => each.map(({ thing }) => thing)));
  const found = new Map<string, { kind: string; weight: number }>();
  const all = [...owners];
  for (let from = 0; from < all.length; from += LOOKUP) {
    const rows = await db
      .selectFrom('thing')
      .select(['id', 'kind', 'weight'])
      .where('organization', '=', organization)
      .where('id', 'in', all.slice(from, from + LOOKUP))
      .execute();
    for (const { id, kind, weight } of rows) found.set(id, { kind, weight });
  }
  return found;
}

/** Rows by system, thing and time again, where some of a system's changed places. */
function inOrder(rows: readonly ThingSightingRow[], moved: ReadonlySet<string>): ThingSightingRow[] {
  const out: ThingSightingRow[] = [];
  for (let from = 0; from < rows.length; ) {
    const system = rows[from]?.system ?? '';
    let end = from;
    while (rows[end]?.system === system) end += 1;
    const own = rows.slice(from, end);
    if (moved.has(system)) own.sort((a, b) => (a.thing < b.thing ? -1 : a.thing > b.thing ? 1 : a.at - b.at));
    for (const row of own) out.push(row);
    from = end;
  }
  return out;
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
