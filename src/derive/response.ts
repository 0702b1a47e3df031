import type { Level } from '../records/words.ts';

/** How a gap is answered, in the order to try (`model/responses.yaml`). */
export type ResponseId = 'use' | 'ask' | 'buy' | 'train' | 'hire';

/** What the choice of a response rests on. */
export interface Gap {
  /** Where the aspect stands, and the level it should reach next. */
  level: Level;
  next: Level;
  /** Teams, other than the system's own, that stand at least two levels above it in this aspect. */
  teamsAbove: number;
  /** Whether the model knows a hosted service for the aspect. */
  hosted: boolean;
  /** The highest level that anybody in the organization has in this aspect. */
  best: Level;
  /** Whether the system is of high criticality. */
  critical: boolean;
}

/**
 * The first response, in the model's order, that the organization can give to a gap. What two teams run well is
 * as good as a shared platform: use it. Where one team does, ask it. Where nobody does, buy what is hosted once
 * the next level wants automation; before that, train the people who do it by hand. Hire where a system of high
 * criticality needs what nobody here has ever done.
 */
export function responseTo({ next, teamsAbove, hosted, best, critical }: Gap): ResponseId {
  if (teamsAbove >= 2) return 'use';
  if (teamsAbove === 1) return 'ask';
  if (best === 1 && critical) return 'hire';
  if (next >= 4 && hosted) return 'buy';
  return 'train';
}
