import { createHash } from 'node:crypto';
import type { Instant } from '../records/instant.ts';
import { type Key, LASTING, lasting } from '../records/key.ts';
import type { ClaimRow, ThingRow } from '../store/rows.ts';
import type { Writer } from '../store/store.ts';

/** A mention of a thing, as one record makes it. */
export interface Mention {
  kind: string;
  keys: readonly Key[];
  name?: string;
  account?: Key;
  owner?: string;
  public?: boolean;
  pii?: boolean;
  weight?: number;
  system: string | undefined;
  at: Instant;
}

/**
 * Finds out which mentions are the same thing, over one document, with what is stored and with each other. A
 * mention is known by its most lasting keys: mentions that share one of these are one thing for good. Its
 * other keys are names that it claims at its time: they can move to another thing, and what is known by a
 * name alone counts as whom it belongs to (`store/shared/claims.ts`). New and
 * changed things and merges go to the store on `flush`, in the order in which they came about.
 */
export interface Things {
  /** Looks up all keys in one go; call before `of` for a batch. */
  load(keys: Iterable<Key>): Promise<void>;
  /** The thing's id. Keys not loaded before count as new. */
  of(mention: Mention): string;
  /** The system that a key's thing was first attributed to. */
  systemOf(keys: readonly Key[]): string | undefined;
  has(key: Key): boolean;
  flush(): Promise<void>;
}

/** Things over one write transaction. */
export function things(writer: Writer): Things {
  const byKey = new Map<Key, string>();
  const rows = new Map<string, ThingRow>();
  const looked = new Set<Key>();
  const changed = new Set<string>();
  const newKeys = new Map<Key, string>();
  const claims = new Map<string, ClaimRow[]>();
  const claimants = new Map<Key, ThingRow>();
  const waiting: (() => Promise<void>)[] = [];

  async function load(keys: Iterable<Key>): Promise<void> {
    const missing: Key[] = [];
    for (const key of keys) {
      if (looked.has(key)) continue;
      looked.add(key);
      missing.push(key);
    }
    if (missing.length === 0) return;
    // What was merged meanwhile must not be read as it was before.
    if (waiting.length > 0) await flush();
    for (const [key, row] of await writer.thingsByKeys(missing)) {
      if (!rows.has(row.id)) rows.set(row.id, row);
      byKey.set(key, row.id);
    }
    const names = missing.filter((key) => lasting(key) !== 'resource');
    if (names.length === 0) return;
    for (const [key, row] of await writer.claimants(names)) claimants.set(key, row);
  }

  function of(mention: Mention): string {
    // By far the most mentions: of keys that are known already, and of nothing new.
    const before = asBefore(mention);
    if (before !== undefined) return before;
    const { lead, names } = apart(mention.keys);
    const ids = new Set<string>();
    for (const key of lead) {
      const id = byKey.get(key);
      if (id) ids.add(id);
    }
    const [first, ...others] = [...ids].sort((a, b) => order(rows.get(a), rows.get(b)));
    const id = first ?? idOf(lead[0] ?? mention.kind);
    if (others.length > 0) merge(id, others);
    for (const key of lead) {
      if (byKey.get(key) === id) continue;
      byKey.set(key, id);
      newKeys.set(key, id);
      changed.add(id);
    }
    for (const key of names) claim(key, id, mention.at);
    const known = rows.get(id);
    const next = known ? widened(known, mention) : fresh(id, mention);
    if (next !== known) {
      rows.set(id, next);
      changed.add(id);
    }
    return id;
  }

  /** The thing of a mention that changes nothing: all its keys are that thing's, and no name is claimed. */
  function asBefore(mention: Mention): string | undefined {
    const [first] = mention.keys;
    const id = first === undefined ? undefined : byKey.get(first);
    const row = id === undefined ? undefined : rows.get(id);
    if (!row || widened(row, mention) !== row) return undefined;
    if (mention.keys.length > 1) {
      for (const key of mention.keys)
        if (byKey.get(key) !== id || lasting(key) !== 'resource') return undefined;
    }
    return id;
  }

  function claim(key: Key, thing: string, at: Instant): void {
    const known = claims.get(`${key}\n${thing}`) ?? [];
    // The earliest and the latest are all that counts.
    const [first, last] = known;
    if (!first || at < first.at) known[0] = { key, thing, at };
    if (!last || at > last.at) known[1] = { key, thing, at };
    claims.set(`${key}\n${thing}`, known);
  }

  function merge(into: string, others: readonly string[]): void {
    hold();
    for (const other of others) {
      waiting.push(() => writer.mergeThings(other, into));
      const gone = rows.get(other);
      const kept = rows.get(into);
      if (gone && kept) rows.set(into, united(kept, gone));
      rows.delete(other);
      for (const [key, id] of byKey) if (id === other) byKey.set(key, into);
      changed.add(into);
    }
  }

  /** What changed so far waits for `flush`, as it is now. */
  function hold(): void {
    if (changed.size === 0 && newKeys.size === 0 && claims.size === 0) return;
    const out: ThingRow[] = [];
    for (const id of changed) {
      const row = rows.get(id);
      if (row) out.push(row);
    }
    const keys = [...newKeys].map(([key, thing]) => ({ key, thing }));
    const claimed = [...claims.values()].flat();
    waiting.push(async () => {
      await writer.putThings(out, keys);
      await writer.putClaims(claimed);
    });
    changed.clear();
    newKeys.clear();
    claims.clear();
  }

  async function flush(): Promise<void> {
    hold();
    for (const write of waiting.splice(0)) await write();
  }

  return {
    load,
    of,
    flush,
    has: (key) => byKey.has(key),
    systemOf(keys) {
      for (const key of keys) {
        const system = rows.get(byKey.get(key) ?? '')?.system ?? claimants.get(key)?.system;
        if (system) return system;
      }
      return undefined;
    },
  };
}

/** The keys that a mention is known by, and the names that it only has for now. */
function apart(keys: readonly Key[]): { lead: readonly Key[]; names: readonly Key[] } {
  for (const kind of LASTING) {
    const lead = keys.filter((key) => lasting(key) === kind);
    if (lead.length > 0) return { lead, names: keys.filter((key) => lasting(key) !== kind) };
  }
  return { lead: keys, names: [] };
}

/** The longest known comes first, so that the same things merge into the same one in any order of arrival. */
function order(a: ThingRow | undefined, b: ThingRow | undefined): number {
  if (!a || !b) return 0;
  return a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1);
}

/** Stable for the key that a thing was first known by. */
function idOf(key: Key): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

function fresh(id: string, mention: Mention): ThingRow {
  return {
    id,
    kind: mention.kind,
    name: mention.name ?? mention.keys[0] ?? id,
    system: mention.system,
    account: mention.account,
    owner: mention.owner,
    public: mention.public,
    pii: mention.pii,
    weight: mention.weight ?? 1,
    firstSeen: mention.at,
    lastSeen: mention.at,
  };
}

/** The row with what the mention adds; the same object where it adds nothing. */
function widened(row: ThingRow, mention: Mention): ThingRow {
  const kind = row.kind === 'other' ? mention.kind : row.kind;
  const name = row.name === mention.keys[0] && mention.name ? mention.name : row.name;
  const system = row.system ?? mention.system;
  const account = row.account ?? mention.account;
  const owner = mention.owner ?? row.owner;
  const open = either(row.public, mention.public);
  const pii = either(row.pii, mention.pii);
  const weight = mention.weight ?? row.weight;
  const firstSeen = Math.min(row.firstSeen, mention.at);
  const lastSeen = Math.max(row.lastSeen, mention.at);
  const same =
    kind === row.kind &&
    name === row.name &&
    system === row.system &&
    account === row.account &&
    owner === row.owner &&
    open === row.public &&
    pii === row.pii &&
    weight === row.weight &&
    firstSeen === row.firstSeen &&
    lastSeen === row.lastSeen;
  if (same) return row;
  return { id: row.id, kind, name, system, account, owner, public: open, pii, weight, firstSeen, lastSeen };
}

function united(kept: ThingRow, gone: ThingRow): ThingRow {
  return {
    ...kept,
    kind: kept.kind === 'other' ? gone.kind : kept.kind,
    system: kept.system ?? gone.system,
    account: kept.account ?? gone.account,
    owner: kept.owner ?? gone.owner,
    public: either(kept.public, gone.public),
    pii: either(kept.pii, gone.pii),
    firstSeen: Math.min(kept.firstSeen, gone.firstSeen),
    lastSeen: Math.max(kept.lastSeen, gone.lastSeen),
  };
}

/** True wins over false, known over unknown. */
function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return a || b;
}
