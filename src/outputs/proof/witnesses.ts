import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { WitnessRow } from '../../store/planning.ts';
import type { Reader } from '../../store/store.ts';

const State = z.object({
  /** When it was last handed something, Unix milliseconds. */
  tried: z.number(),
  /** What it holds: since when, how many leaves, their root in base64, and what it answered for that. */
  seen: z
    .object({ at: z.number(), size: z.number(), root: z.string(), answer: z.string().nullable() })
    .nullable(),
  /** Tries since then that failed. */
  failures: z.number(),
  /** Why the last one did; `forked`: it holds another history than this log's. */
  problem: z
    .object({ kind: z.enum(['failed', 'forked']), since: z.number(), why: z.string(), next: z.string() })
    .nullable(),
});
/** What became of handing checkpoints to a witness. */
export type WitnessState = z.output<typeof State>;

/** Undefined before the first try. */
export function witnessState({ state }: Pick<WitnessRow, 'state'>): WitnessState | undefined {
  if (state === undefined) return undefined;
  return State.parse(JSON.parse(state));
}

/** @throws Refusal proof where a witness holds another history of this log */
export async function checkWitnesses(reader: Reader): Promise<void> {
  for (const row of await reader.witnesses()) {
    const problem = witnessState(row)?.problem;
    if (problem?.kind !== 'forked') continue;
    throw new Refusal('proof', `${row.name}: ${problem.why}`, {}, problem.next);
  }
}
