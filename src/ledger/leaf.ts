import { Refusal } from '../records/refusal.ts';
import { utf8 } from './note.ts';
import { leafHash } from './tree.ts';

/** What a leaf may say under one name. Numbers are integers that are exact in every language. */
export type LeafValue = string | number | boolean | null;
/** What a leaf says: a flat object, without `salt`. */
export type LeafFacts = Readonly<Record<string, LeafValue>>;

/** A leaf of the log. Its data can be erased; the hash stays, and every proof with it. */
export interface Leaf {
  /** Canonical JSON with the salt. */
  data: Buffer;
  /** 32 bytes. */
  hash: Buffer;
}

/** Bytes that a leaf may have: what an entry bundle can hold. (C2SP tlog-tiles, Log entries) */
export const MAX_LEAF_BYTES = 65_535;
const SALT_BYTES = 16;
const SALT = 'salt';
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The leaf that says these facts. The salt keeps anyone from guessing an erased leaf's facts from its hash.
 * @param salt at least 16 random bytes, new for each leaf
 * @throws Refusal usage where a fact is no string, safe integer, boolean or null; too-large
 */
export function makeLeaf(facts: LeafFacts, salt: Uint8Array): Leaf {
  if (salt.length < SALT_BYTES) throw new Refusal('usage', `A salt has ${SALT_BYTES} bytes at least.`);
  if (Object.hasOwn(facts, SALT)) throw new Refusal('usage', 'A leaf has its salt beside its facts.');
  const data = Buffer.from(canonicalJson({ ...facts, [SALT]: Buffer.from(salt).toString('base64url') }));
  if (data.length > MAX_LEAF_BYTES) {
    throw new Refusal('too-large', `A leaf may have ${MAX_LEAF_BYTES} bytes, not ${data.length}.`);
  }
  return { data, hash: leafHash(data) };
}

/**
 * What a leaf's data says. Only the one spelling that `makeLeaf` gives is read: what two readers could read
 * differently is refused.
 * @throws Refusal too-large, encoding, malformed
 */
export function readLeaf(data: string | Uint8Array): { facts: LeafFacts; hash: Buffer } {
  const text = utf8(data, MAX_LEAF_BYTES, 'A leaf');
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw malformed();
  }
  if (!isFlat(said)) throw malformed();
  const { [SALT]: salt, ...facts } = said;
  if (canonicalJson(said) !== text || typeof salt !== 'string' || !isSalt(salt)) throw malformed();
  return { facts, hash: leafHash(Buffer.from(text)) };
}

/**
 * Canonical JSON (RFC 8785) of a flat object: names in the order of their UTF-16 units, no white space.
 * @throws Refusal usage where it holds something else than strings, safe integers, booleans and null
 */
export function canonicalJson(facts: LeafFacts): string {
  if (!isFlat(facts)) {
    throw new Refusal('usage', 'A leaf says text, whole numbers, yes, no or nothing, and no more than that.');
  }
  // The default order of sort is that of RFC 8785, and JSON.stringify writes strings and integers as it wants.
  const names = Object.keys(facts).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(facts[name])}`).join(',')}}`;
}

function isFlat(value: unknown): value is LeafFacts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, each]) => !LONE_SURROGATE.test(name) && isLeafValue(each));
}

function isLeafValue(value: unknown): value is LeafValue {
  if (typeof value === 'string') return !LONE_SURROGATE.test(value);
  return value === null || typeof value === 'boolean' || Number.isSafeInteger(value);
}

function isSalt(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length >= SALT_BYTES && bytes.toString('base64url') === text;
}

function malformed(): Refusal {
  return new Refusal(
    'malformed',
    'This is no leaf: not one flat object of canonical JSON (RFC 8785) with a salt.',
  );
}
