import type { HistoryAnswer } from '../../../../src/server/api.ts';
import { text } from '../../text.ts';

/** A system or a team between two instants, by what is compared: exempt aspects count as they stand. */
export interface Climb {
  id: string;
  name: string;
  team: string | null;
  from: number;
  to: number;
  /** ln(to / from). */
  growth: number;
  /** Scores at every instant; null where there was none. */
  course: (number | null)[];
}

/** Below this a change of the logarithm shows as 0.00. */
const NOTHING = 0.005;

/** Systems that have a score at both instants, the highest climb first. */
export function climbsOf({ systems }: HistoryAnswer, from: number, to: number): Climb[] {
  const all = systems.flatMap(({ id, name, team, compared }) => {
    const climb = between(compared, from, to);
    return climb ? [{ id, name, team, ...climb }] : [];
  });
  return inOrder(all);
}

/** The same for teams, by the mean of their systems' scores. */
export function teamClimbs({ systems, instants }: HistoryAnswer, from: number, to: number): Climb[] {
  const teams = new Map<string, (number | null)[][]>();
  for (const { team, compared } of systems) {
    if (team === null) continue;
    const known = teams.get(team);
    if (known) known.push(compared);
    else teams.set(team, [compared]);
  }
  const all = [...teams].flatMap(([team, each]) => {
    const means = instants.map((_, index) => mean(each.map((scores) => scores[index] ?? null)));
    const climb = between(means, from, to);
    return climb ? [{ id: team, name: team, team, ...climb }] : [];
  });
  return inOrder(all);
}

/** Those who climbed, and all others by name: nobody is ranked for standing still or falling. */
export function ranked(climbs: readonly Climb[]): { climbed: Climb[]; others: Climb[] } {
  return {
    climbed: climbs.filter(({ growth }) => growth >= NOTHING),
    others: climbs
      .filter(({ growth }) => growth < NOTHING)
      .sort((a, b) => a.name.localeCompare(b.name, text.locale)),
  };
}

function between(scores: readonly (number | null)[], from: number, to: number) {
  const [then, now] = [scores[from] ?? null, scores[to] ?? null];
  if (then === null || now === null) return undefined;
  return { from: then, to: now, growth: Math.log(now / then), course: [...scores] };
}

function inOrder(climbs: Climb[]): Climb[] {
  return climbs.sort((a, b) => b.growth - a.growth || a.name.localeCompare(b.name, text.locale));
}

function mean(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((each) => each !== null);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
}
