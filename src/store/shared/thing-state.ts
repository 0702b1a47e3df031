import type { ThingRow } from '../rows.ts';

/** Two mentions of one thing in one batch, as the database unites them over batches (`bulk.ts`). */
export function widened(first: ThingRow, next: ThingRow): ThingRow {
  return {
    id: first.id,
    kind: first.kind === 'other' ? next.kind : first.kind,
    name: next.name,
    // What it was first attributed to stays.
    system: first.system ?? next.system,
    account: first.account ?? next.account,
    owner: next.owner ?? first.owner,
    public: either(first.public, next.public),
    pii: either(first.pii, next.pii),
    weight: next.weight,
    firstSeen: Math.min(first.firstSeen, next.firstSeen),
    lastSeen: Math.max(first.lastSeen, next.lastSeen),
  };
}

/** True wins over false, known over unknown. */
function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : a || b;
}
