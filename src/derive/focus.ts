import type { CriticalityId } from '../model/model.ts';
import { ASPECTS, type AspectId, type Level } from '../records/words.ts';

/** What focus needs to know of a system. */
export interface FocusSystem {
  id: string;
  score: number | undefined;
  criticality: CriticalityId | undefined;
  aspects: readonly { id: AspectId; level: Level; exempt: boolean }[];
}

/** Criticality as a weight: what is not known is taken as seriously as medium. */
const WEIGHT: Readonly<Record<CriticalityId | 'unknown', number>> = {
  high: 3,
  medium: 2,
  unknown: 2,
  low: 1,
};

/** Points that a system has still to climb, times how critical it is: its need of help. */
export function need(system: Pick<FocusSystem, 'score' | 'criticality'>): number {
  if (system.score === undefined) return 0;
  return (75 - system.score) * WEIGHT[system.criticality ?? 'unknown'];
}

/**
 * Who needs help most, first: least mature times most critical. Each with the aspect where one step is worth
 * most: the first, in the aspects' order, of those at its lowest level, because later ones build on it.
 * Systems at 5 throughout, or exempt throughout, are left out.
 */
export function focus(systems: readonly FocusSystem[]): { system: string; aspect: AspectId }[] {
  const out: { system: string; aspect: AspectId; need: number; score: number }[] = [];
  for (const system of systems) {
    let worst: { id: AspectId; level: Level } | undefined;
    for (const id of ASPECTS) {
      const aspect = system.aspects.find((each) => each.id === id);
      if (!aspect || aspect.exempt || aspect.level === 5) continue;
      if (!worst || aspect.level < worst.level) worst = aspect;
    }
    if (worst)
      out.push({ system: system.id, aspect: worst.id, need: need(system), score: system.score ?? 75 });
  }
  out.sort((a, b) => b.need - a.need || a.score - b.score || (a.system < b.system ? -1 : 1));
  return out.map(({ system, aspect }) => ({ system, aspect }));
}
