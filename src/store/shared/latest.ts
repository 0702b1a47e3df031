import type { Kysely } from 'kysely';
import type { Component, Identity } from '../../records/record.ts';
import type { RecordRow } from '../rows.ts';
import { type Bulk, PLANS } from './bulk.ts';
import { ECOSYSTEMS, KEPT } from './schema-lists.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

type Latest = Tables['latest'];

/** Keeps up the newest word on each identity and component, in whichever order documents come. */
export async function putLatest(bulk: Bulk, organization: string, rows: readonly RecordRow[]): Promise<void> {
  const newest = new Map<string, Latest>();
  for (const row of rows) {
    const next = latestOf(organization, row);
    if (!next) continue;
    const key = JSON.stringify([next.kind, next.system, next.thing, next.entry]);
    const before = newest.get(key);
    newest.set(key, before ? united(before, next) : next);
  }
  if (newest.size > 0) await bulk.insert(PLANS.latest, [...newest.values()]);
}

/** What was said of `from` is said of `into`: they are one thing. */
export async function moveLatest(
  db: Kysely<Tables>,
  bulk: Bulk,
  organization: string,
  from: string,
  into: string,
): Promise<void> {
  const rows = await db
    .deleteFrom('latest')
    .where('organization', '=', organization)
    .where('thing', '=', from)
    .returningAll()
    .execute();
  if (rows.length === 0) return;
  await bulk.insert(
    PLANS.latest,
    rows.map((row) => ({ ...row, thing: into })),
  );
}

function united(before: Latest, next: Latest): Latest {
  const last = comesAfter(next, before) ? next : before;
  return { ...last, first_seen: Math.min(before.first_seen, next.first_seen) };
}

function comesAfter(one: Latest, other: Latest): boolean {
  if (one.last_seen !== other.last_seen) return one.last_seen > other.last_seen;
  if (one.document !== other.document) return one.document > other.document;
  return one.ordinal > other.ordinal;
}

function latestOf(organization: string, row: RecordRow): Latest | undefined {
  if (row.kind !== 'identity' && row.kind !== 'component') return undefined;
  // A record of its kind, or what a test made of one: each member may be missing.
  const data = row.data as Partial<Omit<Identity, 'kind'> & Omit<Component, 'kind'>>;
  const [name, version] = [cut(row.name, KEPT.name), cut(data.version, KEPT.version)];
  return {
    organization,
    kind: row.kind,
    system: cleanText(row.system ?? ''),
    thing: cleanText(row.thing ?? ''),
    entry: row.kind === 'identity' ? '' : `${name} ${version}`,
    name,
    version,
    licence: cut(data.licence, KEPT.licence),
    account: cleanText(data.account ?? ''),
    type: row.kind === 'identity' ? (data.type ?? '') : ecosystemOf(data.purl),
    central: flag(data.central),
    active: flag(data.active),
    admin: flag(data.admin),
    mfa: flag(data.mfa),
    created: data.created ?? null,
    used: data.lastUsed ?? null,
    changed: data.credentialChanged ?? null,
    first_seen: row.at,
    last_seen: row.at,
    document: cleanText(row.document),
    ordinal: row.ordinal,
  };
}

function ecosystemOf(purl: string | undefined): string {
  return ECOSYSTEMS.find((type) => purl?.startsWith(`pkg:${type}/`)) ?? '';
}

/** By characters, as the databases count them. */
function cut(words: string | undefined, most: number): string {
  const clean = cleanText(words ?? '');
  return clean.length <= most ? clean : [...clean].slice(0, most).join('');
}

function flag(value: boolean | undefined): 0 | 1 | null {
  return value === undefined ? null : value ? 1 : 0;
}
