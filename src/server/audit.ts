import type { FastifyRequest } from 'fastify';
import type { AuditRow } from '../store/accounts.ts';
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
