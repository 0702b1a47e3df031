import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { stepsOf } from './json-patterns.ts';
import { type JsonMatch, walkJson } from './json-walk.ts';
import { oneByOne } from './one-by-one.ts';

export type { JsonMatch } from './json-walk.ts';

/**
 * Yields every value that a pattern matches, whole, in document order. A pattern is a JSON Pointer (RFC 6901)
 * in which `*` stands for any one member or element: `/version`, `/results/*`, or nothing at all for the
 * whole value. In NDJSON the values are the elements of a root array, so `/*` matches each.
 *
 * Where one pattern ends at a container and another goes into it, the container is yielded only when it is
 * empty; a scalar there is yielded always. Where two end at one value, the first in the list has it.
 *
 * Memory holds one match at a time (up to `wholeBytes`), however large the document. What no pattern matches
 * is checked all the same. The rules beyond JSON's own are those of scannedValue in json-value.ts: no name twice,
 * no infinite number, large whole numbers as text, text that is Unicode.
 * @throws Refusal `malformed`, `truncated`, `too-large`, with the byte and the JSON Pointer
 * @throws TypeError where a pattern is given twice or is no JSON Pointer
 */
export function streamJson(
  document: Document,
  patterns: readonly string[],
): AsyncIterableIterator<JsonMatch> {
  return oneByOne(jsonBatches(document, patterns));
}

async function* jsonBatches(
  document: Document,
  patterns: readonly string[],
): AsyncGenerator<readonly JsonMatch[]> {
  const steps = stepsOf(patterns);
  const sequence = document.head.shape === 'ndjson';
  if (sequence && steps.some((own) => own.length === 0)) {
    throw new Refusal(
      'malformed',
      'The file holds several JSON values, where this format has one.',
      { file: document.path },
      'Hand in each of them as a file of its own.',
    );
  }
  const walk = walkJson(document.path, patterns, steps, sequence, document.limits);
  try {
    for await (const chunk of document.bytes()) {
      walk.feed(chunk);
      yield walk.take();
    }
    walk.finish();
  } catch (error) {
    yield walk.take();
    throw error;
  }
  yield walk.take();
}
