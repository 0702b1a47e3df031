import type { Document, Head } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import { type Listed, listed } from './listing.ts';

/**
 * Where the elements of an answer are, whichever way it was written down: a bare list or NDJSON, a list under
 * one of these names, or one element alone; also as the `body` of a recorded answer.
 */
function placesOf(head: Head, names: readonly string[]): string[] {
  const root = asObject(head.json);
  const base = root && 'headers' in root && typeof root.body === 'object' ? '/body' : '';
  const answer = base ? root?.body : head.json;
  if (Array.isArray(answer)) return [`${base}/*`];
  const lists = names.filter((name) => Array.isArray(member(answer, name)));
  return lists.length > 0 ? lists.map((name) => `${base}/${name}/*`) : [base];
}

/** The answer without the wrapper of a recording. */
export function answerOf(head: Head): unknown {
  const root = asObject(head.json);
  return root && 'headers' in root && typeof root.body === 'object' ? root.body : head.json;
}

/** The first element that is an object, for `detect`. */
export function firstElement(head: Head, names: readonly string[]): Members | undefined {
  const answer = answerOf(head);
  if (Array.isArray(answer)) return asObject(asArray(answer)[0]);
  for (const name of names) {
    const list = member(answer, name);
    if (Array.isArray(list)) return asObject(asArray(list)[0]);
  }
  return asObject(answer);
}

/**
 * The elements, as they are read.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export function elements(document: Document, names: readonly string[]): AsyncGenerator<Listed> {
  return listed(document, placesOf(document.head, names));
}
