import { asInstant, asNumber, asObject, asString, type Members } from '../../../formats/schema.ts';
import type { Instant } from '../../../records/instant.ts';
import type { Severity } from '../../../records/words.ts';
import { has } from '../../shared/products.ts';
import { alarm, alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

/** Exit states of a service's check: OK, WARNING, CRITICAL, UNKNOWN. */
const STATES: readonly (Severity | undefined)[] = [undefined, 'medium', 'critical', 'info'];

/** Icinga 2 API: `/v1/objects/hosts` and `/v1/objects/services`. `vars` hold what checks sign in with. */
export const icinga: readonly WatchList[] = [
  {
    tool: 'Icinga',
    expects: 'Expected a host or a service with its attributes.',
    wrappers: ['results'],
    knows: (row) => /^(Host|Service)$/.test(asString(row.type) ?? '') && has(row, 'attrs', 'name'),
    read(row) {
      const attrs = asObject(row.attrs);
      const name = asString(row.name);
      const service = row.type === 'Service';
      const host = hostRef(hostName(row, attrs), 'icinga', undefined);
      if (!attrs || !name || !host) return undefined;
      const checked = time(attrs.last_check);
      const state = asNumber(attrs.state) ?? 0;
      const enabled = attrs.enable_notifications !== false;
      const title = name.replace('!', '/');
      const rule = alertRule({ id: `icinga:${title}`, title, enabled, watches: host });
      const heard = state === 0 ? checked : undefined;
      const readings = service ? [rule] : [watched({ ...host, heard }), rule];
      if (checked === undefined || state === 0) return readings;
      const severity = service ? STATES[state] : 'critical';
      const at = time(attrs.last_hard_state_change) ?? checked;
      return [...readings, ...alarm({ title: `${title} is not well`, at, severity, about: host })];
    },
    evaluated: (row) => time(asObject(row.attrs)?.last_check) !== undefined,
  },
];

/** A service is named after its host: `web-1!ping`. */
function hostName(row: Members, attrs: Members | undefined): string | undefined {
  if (row.type === 'Service') return asString(attrs?.host_name) ?? asString(row.name)?.split('!')[0];
  return asString(row.name);
}

/** Seconds with a fraction; -1 or 0 where it has not happened yet. */
function time(value: unknown): Instant | undefined {
  const at = asInstant(value, 'seconds');
  return at === undefined || at <= 0 ? undefined : at;
}
