import type { PortfolioMapAnswer } from '../../../../src/server/api.ts';
import { text } from '../../text.ts';
import type { MapSystem } from './query.ts';

export const SORTS = ['focus', 'score', 'growth', 'name'] as const;
export type Sort = (typeof SORTS)[number];

export function isSort(value: unknown): value is Sort {
  return SORTS.some((sort) => sort === value);
}

const NAMES = new Intl.Collator(text.locale);

/**
 * The systems in the order that was asked for: most in need of help first, highest score first, most growth
 * first, or by name. Systems without a score or growth come last; equals are ordered by name.
 */
export function inOrder({ systems }: Pick<PortfolioMapAnswer, 'systems'>, sort: Sort): MapSystem[] {
  const value = (system: MapSystem): number => {
    if (sort === 'focus') return system.need;
    if (sort === 'score') return system.score ?? Number.NEGATIVE_INFINITY;
    if (sort === 'growth') return system.growth.value ?? Number.NEGATIVE_INFINITY;
    return 0;
  };
  return [...systems].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === right && sort === 'focus')
      return (a.score ?? 75) - (b.score ?? 75) || (a.id < b.id ? -1 : 1);
    return left === right ? NAMES.compare(a.name, b.name) : right - left;
  });
}
