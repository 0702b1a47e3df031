/** What the patterns say of one value. */
export interface Verdict {
  /** The first pattern that ends here; -1 where none does. */
  ends: number;
  /** The patterns that go on into it. */
  deeper: readonly number[];
}

export type Steps = readonly (readonly string[])[];

export const NOTHING: Verdict = { ends: -1, deeper: [] };

/**
 * Splits patterns into steps.
 * @throws TypeError where a pattern is no JSON Pointer, or is given twice: a defect of the caller
 */
export function stepsOf(patterns: readonly string[]): Steps {
  if (new Set(patterns).size !== patterns.length) throw new TypeError('A pattern is given twice.');
  return patterns.map((pattern) => {
    if (pattern !== '' && !pattern.startsWith('/')) throw new TypeError(`No JSON Pointer: ${pattern}`);
    return pattern
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  });
}

/** What the patterns say of the whole value. */
export function verdictOfRoot(steps: Steps): Verdict {
  return {
    ends: steps.findIndex((own) => own.length === 0),
    deeper: steps.flatMap((own, index) => (own.length > 0 ? [index] : [])),
  };
}

/** What those that go into a container at `depth` say of its member or element `step`. */
export function verdictOf(steps: Steps, live: readonly number[], depth: number, step: string): Verdict {
  let ends = -1;
  let deeper: number[] | undefined;
  for (const index of live) {
    const own = steps[index];
    if (!own) continue;
    const wanted = own[depth];
    if (wanted !== '*' && wanted !== step) continue;
    if (own.length > depth + 1) {
      deeper ??= [];
      deeper.push(index);
    } else if (ends < 0) ends = index;
  }
  if (ends < 0 && !deeper) return NOTHING;
  return { ends, deeper: deeper ?? NOTHING.deeper };
}

/** Whether all of them say the same of every element of an array. */
export function alikeForElements(steps: Steps, live: readonly number[], depth: number): boolean {
  return live.every((index) => steps[index]?.[depth] === '*');
}

/** A member's name as a step of a JSON Pointer. */
export function escapeStep(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}
