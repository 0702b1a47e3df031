import { DAY, HOUR, type Instant, MINUTE } from '../records/instant.ts';
import { ASPECTS, type AspectId, type Level } from '../records/words.ts';
import type { ExampleSystem } from './organization.ts';
import type { Random } from './random.ts';

/** One occasion on which a practice of a system happened. */
export interface Occasion {
  system: ExampleSystem;
  aspect: AspectId;
  at: Instant;
  /** By a machine on its own, or by a person. */
  machine: boolean;
  /** Reports, alerts and dashboards went with it (what level 5 needs). */
  outputs: boolean;
  /** Share of the system's things that it reached. */
  reach: number;
}

/** 14 months. */
export const SPAN = 426 * DAY;

/** Days from one practice to the next by the level worked for; well inside the rule's freshness. */
const EVERY: Readonly<Record<Level, number>> = { 1: 30, 2: 170, 3: 82, 4: 27, 5: 7 };

/** Everything that happens until `end`, in order of time. */
export function schedule(systems: readonly ExampleSystem[], random: Random, end: Instant): Occasion[] {
  const occasions: Occasion[] = [];
  for (const system of systems) {
    for (const aspect of ASPECTS)
      occasions.push(...course(system, aspect, random.apart(`${system.id} ${aspect}`), end));
  }
  return occasions.sort((a, b) => a.at - b.at || (a.system.id < b.system.id ? -1 : 1));
}

function course(system: ExampleSystem, aspect: AspectId, random: Random, end: Instant): Occasion[] {
  const begin = end - SPAN;
  const occasions: Occasion[] = [];
  let at = begin + random.whole(0, 12) * DAY + 9 * HOUR + random.whole(0, 8 * 60) * MINUTE;
  while (at <= end) {
    const level = system.target(aspect, (at - begin) / SPAN);
    if (level > 1) {
      occasions.push({
        system,
        aspect,
        at,
        machine: level >= 4,
        outputs: level === 5,
        reach: level === 5 ? 1 : level === 4 ? 0.75 : 0.5,
      });
    }
    // Nothing runs at exactly the same minute each time; people less so than machines.
    const slack = level >= 4 ? random.whole(0, 50) * MINUTE : random.whole(-4, 5) * DAY;
    at += EVERY[level] * DAY + (level === 5 ? random.whole(0, 30) * MINUTE : slack);
  }
  return occasions;
}
