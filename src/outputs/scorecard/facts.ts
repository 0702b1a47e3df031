import type { Instant } from '../../records/instant.ts';
import type { AspectId } from '../../records/words.ts';
import type { SystemRow } from '../../store/rows.ts';
import type { Histories } from './histories.ts';

/** The name of the team that owns a system; null where nobody does. */
export function teamOf(
  { team }: Pick<SystemRow, 'team'>,
  { teams }: Pick<Histories, 'teams'>,
): string | null {
  return team === undefined ? null : (teams.get(team)?.name ?? team);
}

/** Whether a system is exempt from an aspect at an instant. */
export function isExempt(
  { exemptions }: Pick<Histories, 'exemptions'>,
  system: string,
  aspect: AspectId,
  at: Instant,
): boolean {
  return (exemptions.get(system) ?? []).some(
    (each) => each.aspect === aspect && each.from <= at && at < each.until,
  );
}

/** The histories of some systems only. */
export function ofSystems(histories: Histories, wanted: (system: string) => boolean): Histories {
  return { ...histories, systems: histories.systems.filter(({ id }) => wanted(id)) };
}
