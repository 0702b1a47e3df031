import type { Instant } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import type { SystemRow } from '../store/rows.ts';
import type { Writer } from '../store/store.ts';

/** The id of a system from its name: `Card Payments (EU)` becomes `card-payments-eu`. */
export function systemId(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/(?<=[a-z])\p{M}+/giu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
}

/**
 * The system of that name, made where there is none yet.
 * @throws Refusal `usage` where the name has no letter or digit
 */
export async function ensureSystem(
  writer: Writer,
  name: string,
  created: Instant,
  facts: Partial<Pick<SystemRow, 'team' | 'pii' | 'public' | 'monthlyCost'>> = {},
): Promise<SystemRow> {
  const id = systemId(name);
  if (!id) {
    throw new Refusal(
      'usage',
      `"${name}" cannot name a system.`,
      {},
      'Use a name with at least one letter or digit.',
    );
  }
  const known = (await writer.systems()).find((system) => system.id === id);
  if (known) return known;
  const row: SystemRow = {
    id,
    name: name.trim(),
    team: facts.team,
    created,
    pii: facts.pii,
    public: facts.public,
    monthlyCost: facts.monthlyCost,
  };
  await writer.putSystem(row);
  return row;
}
