import { createHash } from 'node:crypto';
import type { Key } from '../../records/key.ts';
import { cleanText } from './text.ts';

/** PostgreSQL's indexes hold about 2,700 bytes a row; a longer key is known by its beginning and its digest. */
const LONGEST = 500;
const BEGINNING = 400;

/** A key as it is looked up by. */
export function lookedUpBy(key: Key): string {
  const clean = cleanText(key);
  if (clean.length <= LONGEST) return clean;
  return cleanText(`${clean.slice(0, BEGINNING)}…${createHash('sha256').update(clean).digest('hex')}`);
}

/** A key's row, and the whole key beside it where that is too long to look up by. */
export function keyIn(organization: string, key: Key, thing: string) {
  const short = lookedUpBy(key);
  const clean = cleanText(key);
  return { organization, key: short, thing: cleanText(thing), full_key: short === clean ? null : clean };
}
