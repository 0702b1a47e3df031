import type { FastifyRequest } from 'fastify';
import type { AccountWriter, AuditRow, PersonRow } from '../store/accounts.ts';
import { newId } from './access/secret.ts';

/** What a change leaves behind, for the transaction that makes it. `detail` never holds a secret. */
export function auditRow(
  request: FastifyRequest,
  at: number,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>> = {},
): AuditRow {
  const { caller } = request;
  return {
    id: newId(),
    at,
    actor: caller.kind === 'nobody' ? { kind: 'person', id: '', name: 'not signed in' } : caller.actor,
    action,
    target,
    detail,
    address: request.ip,
  };
}

/** Tells every organization of a person that they signed in, and by what. */
export async function auditSignIn(
  writer: AccountWriter,
  person: PersonRow,
  request: FastifyRequest,
  at: number,
  by: string,
): Promise<void> {
  const actor = { kind: 'person' as const, id: person.id, name: person.name };
  for (const { organization } of await writer.memberships(person.id)) {
    const row = auditRow(request, at, 'session.begin', `person ${person.id}`, { by });
    await writer.addAudit(organization, { ...row, actor });
  }
}
