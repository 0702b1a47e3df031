import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';

/** Mounts that hold no secrets of ours: Vault's own doings, tokens and who people are. */
const OWN = /^(system|ns_system|token|ns_token|identity|ns_identity|cubbyhole|ns_cubbyhole)$/;

/** One entry of the audit log, as far as it is read. */
export interface Asked {
  readonly id: string | undefined;
  readonly at: Instant;
  readonly isResponse: boolean;
  /** It reached a mount that holds secrets, and was not refused. */
  readonly usedSecrets: boolean;
  readonly event: Reading;
}

/**
 * A request or its response (Vault documentation, "Audit log entry schema"). Of the path only the mount is
 * kept, for what follows may be a token or the name of a secret; parameters and answers are never read.
 */
export function asked(line: Members): Asked | undefined {
  const request = asObject(line.request);
  const at = asInstant(line.time);
  const operation = asString(request?.operation);
  if (!request || at === undefined || !operation) return undefined;
  const auth = asObject(line.auth);
  const entity = asString(auth?.entity_id);
  const id = asString(request.id);
  const mount = mountOf(request);
  const type = asString(request.mount_type);
  // Errors quote requests: only that there is one counts.
  const failed = asString(line.error) !== undefined;
  const isAuth = mount?.startsWith('auth/') ?? false;
  return {
    id,
    at,
    isResponse: line.type === 'response',
    usedSecrets:
      !failed &&
      !isAuth &&
      (type !== undefined ? !OWN.test(type) : !/^(sys|identity|cubbyhole)\//.test(mount ?? 'sys/')),
    event: {
      kind: 'event',
      type: 'access',
      aspect: 'secrets',
      at,
      title: oneLine(
        `Vault: ${operation} below ${mount ?? 'an unknown mount'}${failed ? ' (refused)' : ''}`,
        120,
      ),
      ...(entity && { resource: { type: 'identity', keys: [otherKey('vault-entity', entity)] } }),
      ...(id && { reference: id }),
    },
  };
}

/** Where the mount begins and ends: newer versions say it, older ones only by the first step of the path. */
function mountOf(request: Members): string | undefined {
  const point = asString(request.mount_point);
  if (point) return point;
  const path = asString(request.path);
  const [first, second] = path?.split('/') ?? [];
  if (!first) return undefined;
  return first === 'auth' && second ? `auth/${second}/` : `${first}/`;
}
