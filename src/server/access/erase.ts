import { createHash } from 'node:crypto';
import { Refusal } from '../../records/refusal.ts';
import type { AccountWriter, AuditRow, PersonRow } from '../../store/accounts.ts';
import { isOnlyOwner } from './owners.ts';
import { newId } from './secret.ts';

/** What somebody who was erased is called from then on: the same everywhere, and it tells nothing. */
export function pseudonymOf(person: string): string {
  return `Erased person ${createHash('sha256').update(person).digest('hex').slice(0, 8)}`;
}

/**
 * Forgets a person, and says so in the audit log of every organization that they were a member of.
 * @param organization whose audit log says it in any case
 * @param said who did it, and when
 * @throws Refusal `conflict` for the only owner of an organization
 */
export async function erasePerson(
  writer: AccountWriter,
  organization: string,
  { id }: Pick<PersonRow, 'id'>,
  said: Pick<AuditRow, 'at' | 'actor' | 'address'>,
): Promise<string> {
  const memberships = (await writer.memberships(id)).map((row) => row.organization);
  for (const each of memberships) {
    if (!(await isOnlyOwner(writer, each, id))) continue;
    throw new Refusal(
      'conflict',
      `They are the only owner of the organization "${each}".`,
      {},
      'Make somebody else its owner first.',
    );
  }
  const pseudonym = pseudonymOf(id);
  const row = { ...said, action: 'person.erase', target: `person ${id}`, detail: {} };
  for (const each of new Set([organization, ...memberships]))
    await writer.addAudit(each, { ...row, id: newId() });
  // After the rows, so that whoever erases themselves stands in them under the pseudonym too.
  await writer.erasePerson(id, pseudonym, said.at);
  return pseudonym;
}
