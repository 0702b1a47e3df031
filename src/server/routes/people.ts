import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { AccountWriter, InvitationRow, Role } from '../../store/accounts.ts';
import type { Caller } from '../access/caller.ts';
import { erasePerson } from '../access/erase.ts';
import { isOnlyOwner } from '../access/owners.ts';
import { forbidden } from '../access/policy.ts';
import { mayGive } from '../access/roles.ts';
import { newId, newSecret, secretHash } from '../access/secret.ts';
import {
  Erased,
  InvitationLink,
  Invitations,
  Member,
  MemberChange,
  NewInvitation,
  People,
} from '../api/access.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { AskedOf, Declare } from '../operation.ts';
import { notFound } from '../shown.ts';

const DAY = 86_400_000;
const Params = z.object({ person: z.string().min(1).max(100) });

/** Members of an organization, and invitations to become one. */
export function peopleRoutes(declare: Declare, { store, now }: Shared): void {
  const tag = 'People';

  declare(
    {
      id: 'listPeople',
      method: 'GET',
      path: '/people',
      tag,
      summary: 'Members of the organization, with their roles and teams.',
      policy: { may: 'read' },
      answer: People,
    },
    async ({ organization }) => ({
      rows: (await store.accounts().members(organization.id)).map((row) => ({
        id: row.person,
        name: row.name,
        email: row.email ?? null,
        role: row.role,
        teams: [...row.teams],
        created: formatInstant(row.created),
      })),
    }),
  );

  declare(
    {
      id: 'changeMember',
      method: 'PUT',
      path: '/people/:person',
      tag,
      summary: 'Change a member’s role and teams; their sessions end.',
      policy: { may: 'administer' },
      params: Params,
      body: MemberChange,
      answer: Member,
    },
    async ({ organization, caller, params, body, request }) => {
      const id = organization.id;
      await knownTeams(id, body.teams);
      return store.writeAccounts(async (writer) => {
        const member = await memberOf(writer, id, params.person);
        const by = roleOf(caller, id);
        if (!mayGive(by, member.role) || !mayGive(by, body.role)) throw forbidden('own');
        if (body.role !== 'owner') await keepOneOwner(writer, id, params.person);
        const { person, created, mapped } = member;
        const { role, teams } = body;
        await writer.putMember({ organization: id, person, role, teams, created, mapped });
        // What they may do is told anew to every browser that they use.
        if (body.role !== member.role) await writer.removeSessions(person);
        const detail = { from: member.role, to: body.role, teams: body.teams };
        await writer.addAudit(id, auditRow(request, now(), 'member.change', `person ${person}`, detail));
        await writer.raise(id);
        const { name, email } = member;
        return { id: person, name, email: email ?? null, ...body, created: formatInstant(created) };
      });
    },
  );

  declare(
    {
      id: 'removeMember',
      method: 'DELETE',
      path: '/people/:person',
      tag,
      summary: 'Take a member out of the organization; their sessions end.',
      policy: { may: 'administer' },
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, caller, params, request }) => {
      await store.writeAccounts(async (writer) => {
        const member = await memberOf(writer, organization.id, params.person);
        if (!mayGive(roleOf(caller, organization.id), member.role)) throw forbidden('own');
        await keepOneOwner(writer, organization.id, params.person);
        await writer.removeMember(organization.id, member.person);
        await writer.removeSessions(member.person);
        const detail = { name: member.name, role: member.role };
        await writer.addAudit(
          organization.id,
          auditRow(request, now(), 'member.remove', `person ${member.person}`, detail),
        );
        await writer.raise(organization.id);
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'erasePerson',
      method: 'DELETE',
      path: '/people/:person/account',
      tag,
      summary: 'Forget a member: account, sign-ins, sessions, and their name in the audit log.',
      policy: { may: 'own' },
      params: Params,
      answer: Erased,
    },
    async ({ organization, params, request }) => {
      return store.writeAccounts(async (writer) => {
        const { person } = await memberOf(writer, organization.id, params.person);
        if ((await writer.memberships(person)).some((row) => row.organization !== organization.id)) {
          throw new Refusal(
            'conflict',
            'They are known to more than this organization.',
            {},
            'Take them out of yours, or let whoever runs Assay erase them: assay person erase.',
          );
        }
        const { at, actor, address } = auditRow(request, now(), 'person.erase', `person ${person}`);
        return {
          pseudonym: await erasePerson(writer, organization.id, { id: person }, { at, actor, address }),
        };
      });
    },
  );

  declare(
    {
      id: 'listInvitations',
      method: 'GET',
      path: '/invitations',
      tag,
      summary: 'Invitations that nobody has accepted yet.',
      policy: { may: 'administer' },
      answer: Invitations,
    },
    async ({ organization }) => ({
      rows: (await store.accounts().invitations(organization.id)).map(shownInvitation),
    }),
  );

  declare(
    {
      id: 'invite',
      method: 'POST',
      path: '/invitations',
      tag,
      summary: 'A link that makes whoever opens it first a member.',
      policy: { may: 'administer' },
      body: NewInvitation,
      answer: InvitationLink,
      status: 201,
    },
    async ({ organization, caller, body, request }) => {
      if (!mayGive(roleOf(caller, organization.id), body.role)) throw forbidden('own');
      await knownTeams(organization.id, body.teams);
      const secret = newSecret();
      const { name, role, teams, days } = body;
      const row: InvitationRow = {
        organization: organization.id,
        id: newId(),
        hash: secretHash(secret),
        name,
        role,
        teams,
        by: actorName(caller),
        created: now(),
        expires: now() + days * DAY,
      };
      await store.writeAccounts(async (writer) => {
        await writer.putInvitation(row);
        const detail = { for: name, role, teams };
        await writer.addAudit(
          organization.id,
          auditRow(request, now(), 'invitation.add', `invitation ${row.id}`, detail),
        );
      });
      // Behind the #, so that it is in no log of any server on the way.
      return { ...shownInvitation(row), path: `/join#${secret}` };
    },
  );

  declare(
    {
      id: 'removeInvitation',
      method: 'DELETE',
      path: '/invitations/:invitation',
      tag,
      summary: 'Take an invitation back.',
      policy: { may: 'administer' },
      params: z.object({ invitation: z.string().min(1).max(100) }),
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.writeAccounts(async (writer) => {
        if (!(await writer.removeInvitation(organization.id, params.invitation)))
          throw notFound('invitation');
        const row = auditRow(request, now(), 'invitation.remove', `invitation ${params.invitation}`);
        await writer.addAudit(organization.id, row);
      });
      return undefined;
    },
  );

  async function knownTeams(organization: string, teams: readonly string[]): Promise<void> {
    if (teams.length === 0) return;
    const known = new Set((await store.reader(organization).teams()).map(({ id }) => id));
    const strange = teams.find((team) => !known.has(team));
    if (strange !== undefined) throw notFound('team', 'See: GET /teams');
  }
}

async function memberOf(writer: AccountWriter, organization: string, person: string) {
  const member = (await writer.members(organization)).find((row) => row.person === person);
  if (!member) throw notFound('person');
  return member;
}

/** @throws Refusal `conflict` where this person is the only owner */
async function keepOneOwner(writer: AccountWriter, organization: string, person: string): Promise<void> {
  if (!(await isOnlyOwner(writer, organization, person))) return;
  throw new Refusal(
    'conflict',
    'An organization has at least one owner.',
    {},
    'Make somebody else an owner first.',
  );
}

/** The role that a caller acts in: of machines, none that may give any. */
export function roleOf(caller: Caller, organization: string): Role {
  if (caller.kind === 'alone') return 'owner';
  if (caller.kind !== 'person') return 'viewer';
  return caller.memberships.find((row) => row.organization === organization)?.role ?? 'viewer';
}

export function actorName(caller: AskedOf<never, never, never>['caller']): string {
  return caller.kind === 'nobody' ? '' : caller.actor.name;
}

export function shownInvitation({ id, name, role, teams, by, created, expires }: InvitationRow) {
  return {
    id,
    name,
    role,
    teams: [...teams],
    by,
    created: formatInstant(created),
    expires: formatInstant(expires),
  };
}
