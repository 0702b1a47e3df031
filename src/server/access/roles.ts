import type { Role, Verb } from '../../store/accounts.ts';

/** What can be done in an organization. */
export const ABILITIES = ['read', 'import', 'contribute', 'administer', 'audit', 'own', 'metrics'] as const;
export type Ability = (typeof ABILITIES)[number];

/**
 * What each role may do. `import` and `contribute` of a contributor reach the systems of their teams; all
 * others reach the whole organization. An auditor reads everything and changes nothing.
 */
const OF_ROLE: Readonly<Record<Role, readonly Ability[]>> = {
  viewer: ['read'],
  auditor: ['read', 'audit'],
  contributor: ['read', 'import', 'contribute'],
  admin: ['read', 'import', 'contribute', 'administer', 'audit', 'metrics'],
  owner: ABILITIES,
};

/** What each verb of a machine allows. */
const OF_VERB: Readonly<Record<Verb, Ability>> = { import: 'import', read: 'read', metrics: 'metrics' };

export function abilitiesOf(role: Role): readonly Ability[] {
  return OF_ROLE[role];
}

export function abilitiesOfVerbs(verbs: readonly Verb[]): readonly Ability[] {
  return verbs.map((verb) => OF_VERB[verb]);
}

/** Whether someone of role `by` may give `role` to someone, or take it from someone: never one above their own. */
export function mayGive(by: Role, role: Role): boolean {
  if (by === 'owner') return true;
  return by === 'admin' && role !== 'owner';
}
