import type { Aspect } from '../model/model.ts';
import type { AspectId, Level } from '../records/words.ts';

/** An aspect stands above one that it builds on: what it covers is less than it seems. */
export interface Gap {
  aspect: AspectId;
  level: Level;
  on: AspectId;
  onLevel: Level;
}

/** Missing coverage along the aspects' order; exempt aspects neither have nor make a gap. */
export function missingCoverage(
  aspects: readonly Pick<Aspect, 'id' | 'buildsOn'>[],
  standings: ReadonlyMap<AspectId, { level: Level; exempt: boolean }>,
): Gap[] {
  const gaps: Gap[] = [];
  for (const { id, buildsOn } of aspects) {
    const upper = standings.get(id);
    if (!upper || upper.exempt) continue;
    for (const on of buildsOn) {
      const lower = standings.get(on);
      if (!lower || lower.exempt || lower.level >= upper.level) continue;
      gaps.push({ aspect: id, level: upper.level, on, onLevel: lower.level });
    }
  }
  return gaps;
}
