import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import {
  type AccountReader,
  type AccountWriter,
  type MemberRow,
  ROLES,
  type Role,
} from '../../store/accounts.ts';
import { isOnlyOwner } from './owners.ts';

/** What a provider's groups give, as the operator set it up. */
export interface GroupMapping {
  /** The claim that lists the groups. */
  claim: string;
  organization: string;
  map: readonly { group: string; role: Role; teams: readonly string[] }[];
}

/** The membership that somebody's groups give. */
export type Given = Pick<MemberRow, 'organization' | 'role' | 'teams'>;

/** Of no provider any more: it counts in no session. */
const NOWHERE = '';

/** Whether a membership counts in a session that began so: one of a provider's groups only with that provider. */
export function counts({ mapped }: Pick<MemberRow, 'mapped'>, by: string): boolean {
  return mapped === undefined || mapped === by;
}

/** @throws Refusal `unauthenticated` where nothing but a provider's groups lets the person in */
export async function refuseMappedOnly(read: AccountReader, person: string, by: string): Promise<void> {
  const members = await read.memberships(person);
  if (members.length === 0 || members.some((row) => counts(row, by))) return;
  throw new Refusal(
    'unauthenticated',
    'The groups of a sign-in service let you in, and it has to be asked.',
    {},
    'Sign in with that service.',
  );
}

/** The highest role of the groups, and the teams of all of them; undefined where none of them is mapped. */
export function givenBy(groups: readonly string[], mapping: GroupMapping | undefined): Given | undefined {
  const fit = mapping?.map.filter(({ group }) => groups.includes(group)) ?? [];
  const [role] = fit.map((each) => each.role).sort((one, other) => rank(other) - rank(one));
  if (!mapping || role === undefined) return undefined;
  const teams = [...new Set(fit.flatMap((each) => each.teams))].sort();
  return { organization: mapping.organization, role, teams };
}

/**
 * Makes somebody's memberships what their groups give now. Who is in a mapped group is what the mapping says,
 * whatever they were before; who is in none loses what this provider gave, and keeps what was given by hand or by
 * another provider, which cannot speak for itself here.
 * An organization keeps its only owner: as owner in another group, and in none without being let in.
 * @returns whether anything changed
 */
export async function applyGiven(
  writer: AccountWriter,
  person: string,
  provider: string,
  given: Given | undefined,
  at: Instant,
  audit: (organization: string, action: string, detail: Record<string, unknown>) => Promise<void>,
): Promise<boolean> {
  let changed = false;
  const before = await writer.memberships(person);
  for (const row of before) {
    const { organization, role } = row;
    if (row.mapped !== provider || organization === given?.organization) continue;
    if (await isOnlyOwner(writer, organization, person)) await writer.putMember({ ...row, mapped: NOWHERE });
    else await writer.removeMember(organization, person);
    await audit(organization, 'member.remove', { role, by: provider });
    changed = true;
  }
  if (!given) return changed;
  const { organization, teams } = given;
  const row = before.find((each) => each.organization === organization);
  const stays = row?.role === 'owner' && (await isOnlyOwner(writer, organization, person));
  const role = stays ? 'owner' : given.role;
  const same = row?.role === role && row.mapped === provider && row.teams.join('\n') === teams.join('\n');
  if (same) return changed;
  await writer.putMember({
    organization,
    person,
    role,
    teams,
    created: row?.created ?? at,
    mapped: provider,
  });
  if (row) await audit(organization, 'member.change', { from: row.role, to: role, teams, by: provider });
  else await audit(organization, 'member.add', { role, teams, by: provider });
  return true;
}

function rank(role: Role): number {
  return ROLES.indexOf(role);
}
