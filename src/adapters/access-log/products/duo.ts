import { asInstant, asObject, asString, asText, type Members } from '../../../formats/schema.ts';
import { identityKey, type Key, otherKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import type { AccessLog, Entry } from '../log.ts';

/**
 * Authentication logs, versions 2 and 1, administrator logs and activity logs (Duo Admin API, "Logs"). The
 * `description` of administrators' actions holds what they changed, so it is not read.
 */
export const duo: AccessLog = {
  id: 'duo-log',
  title: 'Duo log',
  wrappers: ['response.authlogs', 'response.items', 'authlogs', 'response'],
  knows: (row) =>
    has(row, 'txid', 'factor', 'result') ||
    has(row, 'integration', 'factor', 'result', 'username') ||
    has(row, 'action', 'object', 'username', 'timestamp') ||
    has(row, 'activity_id', 'action', 'actor', 'ts'),
  knowsEmpty: (answer) =>
    answer.stat === 'OK' && has(asObject(answer.response) ?? {}, 'authlogs', 'metadata'),
  read: (row) => ('factor' in row ? authentication(row) : action(row)),
};

function authentication(row: Members): Entry {
  const user = asObject(row.user);
  const mail = asString(row.email);
  const name = asString(user?.name) ?? asString(row.username);
  const id = asString(user?.key);
  const who: Key[] = [];
  if (mail ?? name) who.push(identityKey(mail ?? name ?? ''));
  if (id) who.push(otherKey('duo', id));
  return {
    what: asString(row.event_type) ?? 'authentication',
    at: asInstant(row.timestamp, 'seconds') ?? asInstant(row.isotimestamp),
    who,
    outcome: asString(row.result),
    reference: asString(row.txid),
  };
}

function action(row: Members): Entry | undefined {
  const actor = asObject(row.actor);
  const what = asString(asObject(row.action)?.name) ?? asString(row.action);
  if (!what) return undefined;
  const name = asString(row.username);
  const id = asString(actor?.key);
  return {
    what,
    at: asInstant(row.ts) ?? asInstant(row.timestamp, 'seconds') ?? asInstant(row.isotimestamp),
    who: [...(name?.includes('@') ? [identityKey(name)] : []), ...(id ? [otherKey('duo', id)] : [])],
    reference: asText(row.activity_id),
  };
}
