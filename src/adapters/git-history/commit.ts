import { type Instant, SECOND } from '../../records/instant.ts';
import { FIELD, FIELD_COUNT, RECORD, VALUE } from './format.ts';

export interface Person {
  name: string;
  email: string;
}

/** A commit as the log tells it, without its paths. */
export interface Commit {
  hash: string;
  parents: readonly string[];
  /** When it was committed: for a merge or a squash, when it reached its branch. */
  at: Instant;
  author: Person;
  committer: Person;
  coauthors: readonly Person[];
  subject: string;
}

const LONGEST_SUBJECT = 500;
const HASH = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whether a line begins a commit. */
export function beginsCommit(line: string): boolean {
  return line.startsWith(RECORD);
}

/** The hash that a line names as its commit, however broken the rest of it is. */
export function hashOf(line: string): string | undefined {
  const hash = line.slice(RECORD.length).split(FIELD, 1)[0] ?? '';
  return HASH.test(hash) ? hash : undefined;
}

/**
 * The parents that a line names; like the hash, they come before anything that a person can fill in. Undefined
 * where the line breaks off before they end.
 */
export function parentsOf(line: string): readonly string[] | undefined {
  const [, parents, after] = line.split(FIELD, 3);
  if (parents === undefined || after === undefined) return undefined;
  return parents.split(' ').filter((parent) => HASH.test(parent));
}

/** Reads the first line of a commit; a text where it is not of the form, which says why. */
export function readCommit(line: string): Commit | string {
  const fields = line.slice(RECORD.length).split(FIELD);
  if (fields.length !== FIELD_COUNT) {
    return `expected ${FIELD_COUNT} fields of a commit, found ${fields.length}`;
  }
  const [hash = '', , time = '', author = '', authorMail = '', committer = '', committerMail = ''] = fields;
  const [coauthors = '', subject = ''] = fields.slice(7);
  if (!HASH.test(hash)) return 'expected the full hash of a commit';
  const at = /^-?\d{1,13}$/.test(time) ? Number(time) * SECOND : Number.NaN;
  if (!(Math.abs(at) <= 8.64e15)) return `expected seconds since 1970, found "${time.slice(0, 30)}"`;
  return {
    hash,
    parents: parentsOf(line) ?? [],
    at,
    author: { name: author, email: authorMail },
    committer: { name: committer, email: committerMail },
    coauthors: coauthors.split(VALUE).flatMap(person),
    subject: subject.slice(0, LONGEST_SUBJECT),
  };
}

/** `Name <address>`, as trailers have it. */
function person(text: string): Person[] {
  const match = /^([^<]{0,200})<([^<>]{0,200})>/.exec(text);
  return match ? [{ name: (match[1] ?? '').trim(), email: match[2] ?? '' }] : [];
}

/**
 * A path as git prints it: quoted like a C string where it holds unusual characters (core.quotePath). Bytes
 * outside ASCII are only marked, not decoded: they never decide what a path is.
 */
export function unquoted(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"')) return path;
  return path.slice(1, -1).replaceAll(/\\([0-7]{3}|.)/g, (_, code: string) => {
    if (code.length === 3) return '\ufffd';
    return code === '"' || code === '\\' ? code : ' ';
  });
}
