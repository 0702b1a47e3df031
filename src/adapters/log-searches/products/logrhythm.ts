import { asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import type { Instant } from '../../../records/instant.ts';
import { logSource } from '../../shared/log-days.ts';
import { has } from '../../shared/products.ts';
import { alarm, watched } from '../../shared/telemetry.ts';
import { utcInstant } from '../../shared/utc.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'LogRhythm';

/** LogRhythm: Admin API (hosts, log sources) and Alarm API. */
export const logrhythm: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a log source with its host.',
    wrappers: [],
    knows: (row) => has(row, 'logSourceType', 'host', 'systemMonitorId'),
    read(row) {
      const name = asString(row.name);
      const own = asObject(row.host);
      const host = hostRef(asString(own?.name), 'logrhythm', asText(own?.id));
      if (!name || !host) return undefined;
      const enabled = row.recordStatus !== 'Retired' && row.status !== 'Disabled';
      return [
        watched({ ...host, heard: time(row.maxLogDate) }),
        { ...logSource(`logrhythm:${asText(row.id) ?? name}`, name), enabled },
      ];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a host with its name.',
    wrappers: [],
    knows: (row) => has(row, 'hostZone', 'riskLevel', 'name'),
    read(row) {
      const host = hostRef(asString(row.name), 'logrhythm', asText(row.id));
      return host && [watched(host)];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an alarm with its rule.',
    wrappers: ['alarmsSearchDetails'],
    knows: (row) => has(row, 'alarmId', 'alarmRuleName'),
    knowsEmpty: (answer) => has(answer, 'alarmsSearchDetails', 'alarmsCount'),
    read(row) {
      const title = asString(row.alarmRuleName);
      if (!title) return undefined;
      const at = asInstant(row.dateInserted) ?? asInstant(row.alarmDate);
      return [...alarm({ title, at, reference: asText(row.alarmId) })];
    },
  },
];

/** UTC without a zone; the year 1 where no log came yet. */
function time(value: unknown): Instant | undefined {
  const at = utcInstant(asString(value));
  return at === undefined || at <= 0 ? undefined : at;
}
