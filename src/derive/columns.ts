import type { Instant } from '../records/instant.ts';
import { AUTOMATIONS, type Automation, OUTPUTS, type Output } from '../records/words.ts';
import type { Practices } from './history.ts';

/** What is needed of a practice to derive levels. */
export interface PracticeFacts {
  at: Instant;
  output: Output;
  automation: Automation;
  declared: boolean;
}

const OUTPUT_INDEX = new Map<string, number>(OUTPUTS.map((output, index) => [output, index]));
const AUTOMATION_INDEX = new Map<string, number>(AUTOMATIONS.map((automation, index) => [automation, index]));

/** Practices in columns, ordered by time, whatever order they come in. */
export function toPractices(rows: readonly PracticeFacts[]): Practices {
  let ordered = rows;
  for (let i = 1; i < rows.length; i += 1) {
    if ((rows[i]?.at ?? 0) < (rows[i - 1]?.at ?? 0)) {
      ordered = [...rows].sort((a, b) => a.at - b.at);
      break;
    }
  }
  const length = ordered.length;
  const at = new Float64Array(length);
  const output = new Uint8Array(length);
  const automation = new Uint8Array(length);
  const declared = new Uint8Array(length);
  let i = 0;
  for (const row of ordered) {
    at[i] = row.at;
    output[i] = OUTPUT_INDEX.get(row.output) ?? 0;
    automation[i] = AUTOMATION_INDEX.get(row.automation) ?? 0;
    declared[i] = row.declared ? 1 : 0;
    i += 1;
  }
  return { length, at, output, automation, declared };
}

/** How many practices happened at or before an instant: the rest is kept aside until its time. */
export function countUntil(practices: Practices, instant: Instant): number {
  let low = 0;
  let high = practices.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((practices.at[middle] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
