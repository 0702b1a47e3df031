import type { Actor, MemberRow, PersonRow, SessionRow, Verb } from '../../store/accounts.ts';
import type { SystemRow } from '../../store/rows.ts';
import { ABILITIES, type Ability, abilitiesOf, abilitiesOfVerbs } from './roles.ts';

/** Who asks, as far as the request proves it. */
export type Caller =
  | { kind: 'nobody' }
  /** Whoever sits at this machine, where the owner said that nobody else uses it. */
  | { kind: 'alone'; actor: Actor }
  | {
      kind: 'person';
      actor: Actor;
      person: PersonRow;
      session: SessionRow;
      memberships: readonly MemberRow[];
    }
  | { kind: 'machine'; actor: Actor; grant: Grant; claims: Readonly<Record<string, string>> };

/** What a token, or a pipeline's own identity, may do in one organization. */
export interface Grant {
  organization: string;
  verbs: readonly Verb[];
  /** Ids of the systems that it may speak of; undefined: any. */
  systems: readonly string[] | undefined;
}

/** How far a caller's abilities go in one organization. */
export type Reach =
  | { all: true }
  /** Changes: systems of these teams only. */
  | { teams: readonly string[] }
  /** Reads and imports: these systems only. */
  | { systems: readonly string[] };

export interface Access {
  abilities: readonly Ability[];
  reach: Reach;
}

/** What a caller may do in an organization; undefined where it must not even learn that there is one. */
export function accessTo(caller: Caller, organization: { id: string; example: boolean }): Access | undefined {
  switch (caller.kind) {
    case 'nobody':
      return undefined;
    case 'alone':
      return { abilities: ABILITIES, reach: { all: true } };
    case 'machine': {
      const { grant } = caller;
      if (grant.organization !== organization.id) return undefined;
      const reach: Reach = grant.systems === undefined ? { all: true } : { systems: grant.systems };
      return { abilities: abilitiesOfVerbs(grant.verbs), reach };
    }
    case 'person': {
      const member = caller.memberships.find((row) => row.organization === organization.id);
      if (member) {
        const reach: Reach = member.role === 'contributor' ? { teams: member.teams } : { all: true };
        return { abilities: abilitiesOf(member.role), reach };
      }
      // Made-up data, there to be looked at by anyone who is let in.
      return organization.example ? { abilities: ['read'], reach: { all: true } } : undefined;
    }
  }
}

/** Whether a change to this system is within reach. */
export function reaches(reach: Reach, system: Pick<SystemRow, 'id' | 'team'>): boolean {
  if ('all' in reach) return true;
  if ('systems' in reach) return reach.systems.includes(system.id);
  return system.team !== undefined && reach.teams.includes(system.team);
}

/** Whether the system may be seen: only machines are kept to some. */
export function sees(reach: Reach, system: string): boolean {
  return !('systems' in reach) || reach.systems.includes(system);
}
