import { asInstant, asString, asText } from '../../../formats/schema.ts';
import { identityKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import type { AccessLog } from '../log.ts';

/** Audit events of BetterCloud. `description` and whom it was done to are not read. */
export const bettercloud: AccessLog = {
  id: 'bettercloud-audit-log',
  title: 'BetterCloud audit log',
  wrappers: ['data', 'events', 'items', 'content', 'results'],
  knows: (row) => has(row, 'type', 'occurred_at') && (has(row, 'actor_email') || has(row, 'target_email')),
  read(row) {
    const what = asString(row.type);
    if (!what) return undefined;
    const actor = asString(row.actor_email);
    return {
      what,
      at: asInstant(row.occurred_at),
      who: actor?.includes('@') ? [identityKey(actor)] : [],
      reference: asText(row.id),
    };
  },
};
