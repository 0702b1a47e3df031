import { asInstant, asString } from '../../../formats/schema.ts';
import { HOUR, type Instant } from '../../../records/instant.ts';
import { identityKey } from '../../../records/key.ts';
import { has } from '../../shared/products.ts';
import type { AccessLog } from '../log.ts';

/** `reporting` of the Enterprise API (LastPass, "Event Reporting via LastPass API"). `Data` names sites: not read. */
export const lastpass: AccessLog = {
  id: 'lastpass-reporting',
  title: 'LastPass event report',
  wrappers: ['data', 'events'],
  knows: (row) => has(row, 'Username', 'Action') && (has(row, 'IP_Address') || has(row, 'Time')),
  read(row) {
    const what = asString(row.Action);
    if (!what) return undefined;
    const local = asInstant(row.Time);
    const name = asString(row.Username);
    return {
      what,
      at: local === undefined ? undefined : eastern(local),
      // `API` and the like act without an address.
      who: name?.includes('@') ? [identityKey(name)] : [],
    };
  },
};

/**
 * LastPass gives times of US Eastern without saying so. Summer time lasts from the second Sunday of March to
 * the first of November, at 2 o'clock.
 * @param local the time as if it were UTC
 */
function eastern(local: Instant): Instant {
  const year = new Date(local).getUTCFullYear();
  const summer = local >= sunday(year, 2, 2) && local < sunday(year, 10, 1);
  return local + (summer ? 4 : 5) * HOUR;
}

function sunday(year: number, month: number, which: number): Instant {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - first) % 7) + 7 * (which - 1), 2);
}
