/** Values that are looked up in one statement: both databases take this many parameters. */
const LOOKUP = 1_000;

/** The values in groups that one statement can look up. */
export function* chunksOf<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < values.length; from += LOOKUP) yield values.slice(from, from + LOOKUP);
}
