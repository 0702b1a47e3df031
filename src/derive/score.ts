import type { Standing } from './history.ts';

/** Points of a full scorecard: 15 aspects at level 5. */
export const FULL = 75;

/**
 * The score of a system: the sum of its levels, 15 to 75. Exempt aspects are left out and the rest scaled up
 * to 75, rounded to whole points; undefined where every aspect is exempt.
 */
export function score(standings: Iterable<Pick<Standing, 'level' | 'exempt'>>): number | undefined {
  let sum = 0;
  let counted = 0;
  let all = 0;
  for (const { level, exempt } of standings) {
    all += 1;
    if (exempt) continue;
    counted += 1;
    sum += level;
  }
  return counted === 0 ? undefined : Math.round((sum * all) / counted);
}

/**
 * What is compared with other systems and other moments: the sum of all levels, with those of exempt aspects as
 * they stand, so that no exemption raises it. 15 to 75.
 */
export function comparedScore(standings: Iterable<Pick<Standing, 'level'>>): number {
  let sum = 0;
  for (const { level } of standings) sum += level;
  return sum;
}
