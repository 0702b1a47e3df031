import { asInstant, asString } from '../../../formats/schema.ts';
import { alertSeverity } from '../../shared/alert-severity.ts';
import { has } from '../../shared/products.ts';
import { alarm, alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

/** Pingdom API 3.1: `/checks`. */
export const pingdom: readonly WatchList[] = [
  {
    tool: 'Pingdom',
    expects: 'Expected a check with its name and host name.',
    wrappers: ['checks'],
    knows: (row) => has(row, 'hostname', 'resolution', 'status', 'type'),
    read(row) {
      const title = asString(row.name);
      const host = hostRef(asString(row.hostname), 'pingdom', undefined);
      if (!title || !host) return undefined;
      const status = asString(row.status);
      // A test that failed heard nothing.
      const heard = status === 'up' ? asInstant(row.lasttesttime, 'seconds') : undefined;
      const severity = alertSeverity(asString(row.severity_level));
      const enabled = status !== 'paused';
      const rule = alertRule({ id: title, enabled, severity, watches: host });
      const readings = [watched({ ...host, heard }), rule];
      if (status !== 'down') return readings;
      const at = asInstant(row.lastdownstart, 'seconds') ?? asInstant(row.lasterrortime, 'seconds');
      return [...readings, ...alarm({ title: `${title} is down`, at, severity, about: host })];
    },
    evaluated: (row) => /^(up|down|unconfirmed_down)$/.test(asString(row.status) ?? ''),
  },
];
