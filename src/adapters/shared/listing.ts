import type { Document, Head } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import { CERTAIN, type Certainty } from '../adapter.ts';

/**
 * A list as a tool's API or command writes it: where its elements are, and members that each of them has.
 * What most REST APIs answer is such a list, in an envelope of their own or bare.
 */
export interface Listing {
  /** JSON Pointer of the elements with `*`: `/*` for a bare array or NDJSON, `/data/items/*` for wrapped ones. */
  readonly pattern: string;
  /** Names of members; a path inside an element is written with dots, e.g. `spec.containers`. */
  readonly members: readonly string[];
}

/**
 * The first listing whose first element has all its members; undefined where none has. Elements that are
 * further on are not looked at, for the first 64 KiB may not hold them.
 */
export function listingOf<L extends Listing>(head: Head, listings: readonly L[]): L | undefined {
  return listings.find((listing) => {
    const first = firstOf(head.json, listing.pattern.split('/').slice(1));
    return first !== undefined && listing.members.every((name) => hasMember(first, name));
  });
}

/** How surely a document is one of these listings: CERTAIN where an element has all the members, else 0. */
export function listingCertainty(head: Head, listings: readonly Listing[]): Certainty {
  return listingOf(head, listings) ? CERTAIN : 0;
}

function firstOf(value: unknown, steps: readonly string[]): Members | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return asObject(value);
  if (step !== '*') return firstOf(member(value, step), rest);
  if (Array.isArray(value)) return firstOf(asArray(value)[0], rest);
  const values = Object.values(asObject(value) ?? {});
  return firstOf(values[0], rest);
}

function hasMember(element: Members, path: string): boolean {
  return member(element, ...path.split('.')) !== undefined;
}

/** An element of a list. */
export interface Listed {
  /** The pattern that it was found by. */
  readonly pattern: string;
  /** JSON Pointer of the element. */
  readonly pointer: string;
  /** Undefined where the element is no object: a problem for the adapter to report. */
  readonly item: Members | undefined;
}

/**
 * Elements of lists, as they are read; memory holds one at a time.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* listed(document: Document, patterns: readonly string[]): AsyncGenerator<Listed> {
  for await (const { pattern, pointer, value } of streamJson(document, patterns)) {
    yield { pattern, pointer, item: asObject(value) };
  }
}
