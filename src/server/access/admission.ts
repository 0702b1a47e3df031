import type { FastifyRequest } from 'fastify';
import type { Instant } from '../../records/instant.ts';
import type { AccountWriter, PersonRow } from '../../store/accounts.ts';
import { auditRow } from '../audit.ts';
import { applyGiven, counts, type Given } from './group-mapping.ts';
import type { Identity, Provider } from './oidc.ts';
import { newPerson } from './person.ts';
import { secretHash } from './secret.ts';

/** What brings somebody in, beside their identity. */
export interface Ticket {
  provider: Provider;
  given: Given | undefined;
  /** The secret of an invitation's link. */
  invitation: string | undefined;
  request: FastifyRequest;
  at: Instant;
}

/**
 * Who an identity is here. It is known by issuer and subject, never by e-mail; a new one needs an invitation, or
 * groups that give it a role.
 * @returns the person to sign in; else why not
 */
export async function admitIdentity(
  writer: AccountWriter,
  identity: Identity,
  { provider, given, invitation, request, at }: Ticket,
): Promise<PersonRow | 'not-invited' | 'disabled'> {
  const { issuer, subject } = identity;
  const known = await writer.identity(issuer, subject);
  const before = known && (await writer.person(known.person));
  if (before?.disabled) return 'disabled';
  const found = invitation === undefined ? undefined : await writer.invitation(secretHash(invitation));
  const invited = found && found.expires > at ? found : undefined;
  if (known ? !before : !given && !invited) return 'not-invited';
  const person = before ?? (await made(writer, identity, at));

  const target = `person ${person.id}`;
  const audit =
    (actor: { kind: 'assay' | 'person'; id: string; name: string }) =>
    async (organization: string, action: string, detail: Record<string, unknown>) => {
      const row = auditRow(request, at, action, target, { ...detail, name: person.name });
      await writer.addAudit(organization, { ...row, actor });
    };
  const mapping = audit({ kind: 'assay', id: provider.id, name: provider.name });
  const changed = await applyGiven(writer, person.id, provider.id, given, at, mapping);
  // What they may do is told anew to every browser that they use.
  if (changed) await writer.removeSessions(person.id);
  // From now on a sign-in is asked for, also on this machine.
  if (given?.role === 'owner') await writer.setAlone(false);

  const members = await writer.memberships(person.id);
  if (invited && !members.some(({ organization }) => organization === invited.organization)) {
    const { organization, id, role, teams } = invited;
    await writer.putMember({ organization, person: person.id, role, teams, created: at });
    await writer.removeInvitation(organization, id);
    const themselves = audit({ kind: 'person', id: person.id, name: person.name });
    await themselves(organization, 'invitation.accept', { role, teams });
    return person;
  }
  return members.some((row) => counts(row, provider.id)) ? person : 'not-invited';
}

async function made(
  writer: AccountWriter,
  { issuer, subject, name, email }: Identity,
  at: Instant,
): Promise<PersonRow> {
  // Whose e-mail it is already keeps it: a provider's word on it makes nobody somebody else.
  const taken = email !== undefined && (await writer.personByEmail(email)) !== undefined;
  const person = newPerson(name, taken ? undefined : email, undefined, at);
  await writer.putPerson(person);
  await writer.putIdentity({ issuer, subject, person: person.id, created: at });
  return person;
}
