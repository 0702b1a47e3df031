import { need } from '../../derive/focus.ts';
import { type ResponseId, responseTo } from '../../derive/response.ts';
import type { CriticalityId, Model } from '../../model/model.ts';
import type { AspectId, Level } from '../../records/words.ts';
import type { ContactRow } from '../../store/planning.ts';
import type { MapRow } from './map.ts';
import type { InstantText, Scorecard } from './scorecard.ts';

/** Who can help with a step, at most. */
const HELPERS = 3;

/** A system in need of help, the one step worth doing, how, and who can help. */
export interface Help {
  system: string;
  name: string;
  team: string | null;
  criticality: CriticalityId | null;
  production: boolean | null;
  score: number | null;
  /** Points still to climb times criticality: the order of the list. */
  need: number;
  aspect: AspectId;
  level: Level;
  nextLevel: Level;
  step: string;
  earliest: InstantText | null;
  response: ResponseId;
  /** Systems of other teams that stand at least two levels above, the highest first. */
  helpers: {
    system: string;
    name: string;
    team: string | null;
    level: Level;
    /** Whom to ask there: its first support engineer, or its first owner. */
    ask: string | null;
  }[];
}

/** What is known of those who could help: levels in the order of the aspects, 0 where exempt. */
export type Helper = Pick<MapRow, 'id' | 'name' | 'team' | 'levels'>;

/**
 * Whoever is in need of help, most in need first. Pure.
 * @param card those in need @param everyone who could help them
 */
export function helpFor(
  card: Pick<Scorecard, 'systems' | 'focus'>,
  everyone: readonly Helper[],
  model: Model,
  contacts: readonly Pick<ContactRow, 'system' | 'kind' | 'name'>[] = [],
): Help[] {
  const systems = new Map(card.systems.map((system) => [system.id, system]));
  const asked = askedOf(contacts);
  const ladders = new Map<AspectId, ReturnType<typeof standingsOf>>();
  return card.focus.flatMap(({ system: id, aspect, step }): Help[] => {
    const system = systems.get(id);
    const here = system?.aspects.find((each) => each.id === aspect);
    if (!system || !here || here.nextLevel === null) return [];
    const place = model.aspects.findIndex((each) => each.id === aspect);
    const ladder = ladders.get(aspect) ?? standingsOf(everyone, place);
    ladders.set(aspect, ladder);
    const above = ladder.filter(
      (each) =>
        each.level >= here.level + 2 &&
        each.system !== id &&
        (each.team === null || each.team !== system.team),
    );
    const teams = new Set(above.map(({ team, system: other }) => team ?? other));
    const response = responseTo({
      level: here.level,
      next: here.nextLevel,
      teamsAbove: teams.size,
      hosted: model.aspects.some(
        (each) => each.id === aspect && each.solutions.some((solution) => solution.response === 'buy'),
      ),
      best: ladder[0]?.level ?? 1,
      critical: system.exposure.criticality === 'high',
    });
    return [
      {
        system: id,
        name: system.name,
        team: system.team,
        criticality: system.exposure.criticality,
        production: system.exposure.production,
        score: system.score,
        need: need({
          score: system.score ?? undefined,
          criticality: system.exposure.criticality ?? undefined,
        }),
        aspect,
        level: here.level,
        nextLevel: here.nextLevel,
        step,
        earliest: here.earliest,
        response,
        helpers: above.slice(0, HELPERS).map((each) => ({ ...each, ask: asked.get(each.system) ?? null })),
      },
    ];
  });
}

/** Whom to ask about each system: its first support engineer, or else its first owner. */
function askedOf(contacts: readonly Pick<ContactRow, 'system' | 'kind' | 'name'>[]): Map<string, string> {
  const asked = new Map<string, string>();
  for (const wanted of ['support', 'owner'])
    for (const { system, kind, name } of contacts)
      if (kind === wanted && !asked.has(system)) asked.set(system, name);
  return asked;
}

/** Where systems stand in the aspect of that place, the highest first. */
function standingsOf(systems: readonly Helper[], place: number) {
  return systems
    .flatMap(({ id, name, team, levels }) => {
      const level = levels[place];
      return level ? [{ system: id, name, team, level }] : [];
    })
    .sort((a, b) => b.level - a.level || (a.name < b.name ? -1 : 1));
}
