import type { ContactRow } from '../../store/planning.ts';

export type Contact = Pick<ContactRow, 'name' | 'reach'>;

/** What a list says of one system. What is undefined, it does not say. */
export interface ListedSystem {
  /** Where in the list it stands: `line 3`, or a JSON Pointer. */
  where: string;
  name: string;
  /** Its name. */
  team: string | undefined;
  owners: readonly Contact[] | undefined;
  support: readonly Contact[] | undefined;
  public: boolean | undefined;
  pii: boolean | undefined;
  /** US dollars. */
  monthlyCost: number | undefined;
  /** Patterns of attribution rules. */
  keys: readonly string[];
}

/** What was read from a list of systems. */
export interface SystemList {
  from: 'csv' | 'backstage';
  systems: ListedSystem[];
  /** Lines that cannot be used. */
  refused: Unusable[];
  /** Columns and fields that say what cannot be declared. */
  passedOver: { what: string; why: string }[];
}

export interface Unusable {
  where: string;
  why: string;
}

/** Systems of one list, at most. */
export const MOST_LISTED = 10_000;
const LONGEST = 200;
const LONGEST_PATTERN = 500;
const MOST_CONTACTS = 20;
const MOST_KEYS = 50;

/** Why what a list says of a system cannot be kept; undefined where it can. */
export function unusable(system: ListedSystem): string | undefined {
  const { name, team, owners = [], support = [], keys, monthlyCost } = system;
  if (!/[\p{L}\p{N}]/u.test(name)) return 'A system needs a name with a letter or a digit.';
  if (name.length > LONGEST) return `The name has more than ${LONGEST} characters.`;
  if (team !== undefined && !/[\p{L}\p{N}]/u.test(team)) return `"${team}" cannot name a team.`;
  if (team !== undefined && team.length > LONGEST) return `The team has more than ${LONGEST} characters.`;
  if (owners.length > MOST_CONTACTS || support.length > MOST_CONTACTS)
    return `It names more than ${MOST_CONTACTS} people.`;
  for (const { name: who, reach } of [...owners, ...support]) {
    if (who === '') return 'Somebody has a way to be reached and no name.';
    if (who.length > LONGEST || (reach ?? '').length > LONGEST)
      return `A person has more than ${LONGEST} characters.`;
  }
  if (keys.length > MOST_KEYS) return `It has more than ${MOST_KEYS} keys.`;
  if (keys.some((key) => key.length > LONGEST_PATTERN))
    return `A key has more than ${LONGEST_PATTERN} characters.`;
  if (monthlyCost !== undefined && !(monthlyCost >= 0 && Number.isFinite(monthlyCost)))
    return 'The monthly cost is no amount.';
  return undefined;
}
