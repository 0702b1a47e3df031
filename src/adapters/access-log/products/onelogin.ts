import { asInstant, asString, asText } from '../../../formats/schema.ts';
import { otherKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import type { AccessLog } from '../log.ts';

/** The types that people ask for most (OneLogin developer documentation, "Event types"). */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['5', 'user signed in'],
  ['6', 'sign-in failed'],
  ['7', 'user signed out'],
  ['8', 'user opened an application'],
  ['11', 'password changed'],
  ['13', 'user created'],
]);

/** Events API and event webhooks (OneLogin developer documentation, "Event resource"). */
export const onelogin: AccessLog = {
  id: 'onelogin-events',
  title: 'OneLogin events',
  wrappers: ['data'],
  knows: (row) => has(row, 'event_type_id') && (has(row, 'created_at') || has(row, 'event_timestamp')),
  read(row) {
    const type = asText(row.event_type_id);
    if (!type) return undefined;
    const user = asText(row.user_id);
    return {
      what: TYPES.get(type) ?? `event type ${type}`,
      at: asInstant(row.created_at) ?? asInstant(row.event_timestamp),
      who: user ? [otherKey('onelogin', user)] : [],
      reference: asText(row.id) ?? asString(row.uuid),
    };
  },
};
