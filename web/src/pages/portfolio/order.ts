import type { Scorecard, SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';

export const SORTS = ['focus', 'score', 'growth', 'name'] as const;
export type Sort = (typeof SORTS)[number];

export function isSort(value: unknown): value is Sort {
  return SORTS.some((sort) => sort === value);
}

/**
 * The systems in the order that was asked for: most in need of help first, highest score first, most growth
 * first, or by name. Systems without a score or growth come last; equals are ordered by name.
 */
export function inOrder(scorecard: Scorecard, sort: Sort): SystemScore[] {
  const rank = new Map(scorecard.focus.map((each, index) => [each.system, index]));
  const byName = (a: SystemScore, b: SystemScore) => a.name.localeCompare(b.name, 'en');
  const value = (system: SystemScore): number => {
    if (sort === 'focus') return -(rank.get(system.id) ?? scorecard.systems.length);
    if (sort === 'score') return system.score ?? Number.NEGATIVE_INFINITY;
    if (sort === 'growth') return system.growth.value ?? Number.NEGATIVE_INFINITY;
    return 0;
  };
  return [...scorecard.systems].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    return left === right ? byName(a, b) : right - left;
  });
}
