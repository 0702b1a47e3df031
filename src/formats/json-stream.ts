import type { Document } from './document.ts';
import { readJson } from './json.ts';

/** A value that one of the patterns matched. */
export interface JsonMatch {
  /** The pattern, as given. */
  pattern: string;
  /** RFC 6901, e.g. `/runs/0/results/12`. */
  pointer: string;
  value: unknown;
  /** Where the value starts, in bytes of the decoded text. */
  byte: number;
}

/**
 * Yields every value that a pattern matches, in document order. A pattern is a JSON Pointer in which `*`
 * stands for any one member or element: `/runs/…/results/…`, `/version`, `` (the whole value). In NDJSON the
 * values are the elements of a root array: `/*` matches each.
 *
 * Where a pattern ends at a container that another pattern goes into, the container itself is yielded only
 * when it is empty; scalars are yielded. Where two patterns end at one value, the first of them has it.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* streamJson(
  document: Document,
  patterns: readonly string[],
): AsyncGenerator<JsonMatch> {
  const steps = patterns.map((pattern) =>
    pattern
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
  );
  const all = patterns.map((_, index) => index);
  yield* walk(await readJson(document), '', 0, all, patterns, steps);
}

function* walk(
  value: unknown,
  pointer: string,
  depth: number,
  live: readonly number[],
  patterns: readonly string[],
  steps: readonly (readonly string[])[],
): Generator<JsonMatch> {
  const ends = live.find((index) => steps[index]?.length === depth);
  const deeper = live.filter((index) => (steps[index]?.length ?? 0) > depth);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (deeper.length === 0 || entries.length === 0) {
    if (ends !== undefined) yield { pattern: patterns[ends] ?? '', pointer, value, byte: 0 };
    return;
  }
  for (const [name, inner] of entries) {
    const next = deeper.filter((index) => steps[index]?.[depth] === '*' || steps[index]?.[depth] === name);
    if (next.length === 0) continue;
    const step = name.replaceAll('~', '~0').replaceAll('/', '~1');
    yield* walk(inner, `${pointer}/${step}`, depth + 1, next, patterns, steps);
  }
}
