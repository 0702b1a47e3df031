import type { ThingRow } from '../store.ts';

/** A stored thing with what was learned of it: seen widens, what is known replaces what is not. */
export function widened(stored: ThingRow, learned: ThingRow): ThingRow {
  return {
    id: stored.id,
    kind: learned.kind === 'other' ? stored.kind : learned.kind,
    name: learned.name,
    // What it was first attributed to stays.
    system: stored.system ?? learned.system,
    account: learned.account ?? stored.account,
    owner: learned.owner ?? stored.owner,
    public: either(stored.public, learned.public),
    pii: either(stored.pii, learned.pii),
    weight: learned.weight,
    firstSeen: Math.min(stored.firstSeen, learned.firstSeen),
    lastSeen: Math.max(stored.lastSeen, learned.lastSeen),
  };
}

/** Two things that are one after all: what is known of `kept` stays. */
export function merged(kept: ThingRow, gone: ThingRow): ThingRow {
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
  return b === undefined ? a : a || b;
}
