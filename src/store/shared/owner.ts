import type { Instant } from '../../records/instant.ts';

/** That a thing was called by a name, from its earliest to its latest mention under that name. */
export interface Claim {
  thing: string;
  first: Instant;
  last: Instant;
}

/**
 * Whom a name belongs to at an instant. Of those whose claims span it, the one that took it up last; else the
 * one that gave it up last before; else, before all of them, the first. Ties go to the smaller id, so that
 * the order of arrival never matters.
 * @returns undefined where nobody claims it
 */
export function ownerAt(claims: readonly Claim[], at: Instant): string | undefined {
  let best: Claim | undefined;
  for (const claim of claims) if (best === undefined || beats(claim, best, at)) best = claim;
  return best?.thing;
}

function beats(a: Claim, b: Claim, at: Instant): boolean {
  const [began, other] = [a.first <= at, b.first <= at];
  if (began !== other) return began;
  if (!began) return a.first !== b.first ? a.first < b.first : a.thing < b.thing;
  const [reach, against] = [Math.min(a.last, at), Math.min(b.last, at)];
  if (reach !== against) return reach > against;
  return a.first !== b.first ? a.first > b.first : a.thing < b.thing;
}
