import { asBoolean, asInstant, asObject, asString } from '../../../formats/schema.ts';
import { identityKey, otherKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import type { AccessLog } from '../log.ts';

/** Directory Insights (JumpCloud Directory Insights API, "Query the API for events"). */
export const jumpcloud: AccessLog = {
  id: 'jumpcloud-directory-insights',
  title: 'JumpCloud Directory Insights',
  wrappers: [],
  knows: (row) =>
    has(row, 'event_type', 'timestamp', 'service') &&
    (has(row, 'organization') || has(row, 'initiated_by') || has(row, 'client_ip')),
  read(row) {
    const what = asString(row.event_type);
    if (!what) return undefined;
    const by = asObject(row.initiated_by);
    const name = asString(by?.email) ?? asString(by?.username) ?? asString(row.username);
    const id = asString(by?.id);
    const success = asBoolean(row.success);
    return {
      what,
      at: asInstant(row.timestamp),
      who: [...(name?.includes('@') ? [identityKey(name)] : []), ...(id ? [otherKey('jumpcloud', id)] : [])],
      outcome: success === undefined ? undefined : success ? 'success' : 'failure',
      reference: asString(row.id),
    };
  },
};
