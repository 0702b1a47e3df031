import type { Instant } from '../../records/instant.ts';
import type { ResourceRef } from '../../records/record.ts';
import type { Random } from '../random.ts';
import type { Occasion } from '../schedule.ts';

/** A file as a tool would have written it. */
export interface ExampleDocument {
  path: string;
  text: string;
  /** For formats that do not date themselves: what the pipeline that handed it in said. */
  happened?: Instant;
  /** What the pipeline that handed it in looked at. */
  target?: ResourceRef;
}

/** Writes what the tools of an aspect leave behind on one occasion. */
export type Writer = (occasion: Occasion, random: Random) => ExampleDocument[];

/** RFC 3339 to the second, as most tools write it. */
export function iso(instant: Instant): string {
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `2026-11-23`. */
export function day(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The first share of a list, at least one. */
export function firstShare<T>(items: readonly T[], share: number): T[] {
  return items.slice(0, Math.max(1, Math.ceil(items.length * share)));
}

/** A hexadecimal name of that many digits. */
export function hex(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits) text += random.whole(0, 16).toString(16);
  return text;
}
