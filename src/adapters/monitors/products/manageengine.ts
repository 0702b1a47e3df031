import { asString, asText, type Members } from '../../../formats/schema.ts';
import { otherKey, serviceKey } from '../../../records/key.ts';
import type { Reading, ResourceRef } from '../../../records/record.ts';
import type { Severity } from '../../../records/words.ts';
import { has } from '../../shared/products.ts';
import { alarm, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

/** Types of monitors that are machines; all others are what runs on them. */
const MACHINES =
  /^(linux|windows|freebsd|mac|solaris|sun|aix|hp|novell|node|server|nwd|.*virtual ?machine|ec2)/i;
/** OpManager counts 1 critical (it is down), 2 trouble, 3 attention, 4 service down, 5 clear. */
const CONDITIONS: ReadonlyMap<string, Severity> = new Map([
  ['1', 'critical'],
  ['2', 'high'],
  ['3', 'medium'],
  ['4', 'high'],
]);

/** ManageEngine Applications Manager (`/AppManager/json/ListMonitor`) and OpManager (`listDevices`). */
export const manageengine: readonly WatchList[] = [
  {
    tool: 'ManageEngine Applications Manager',
    expects: 'Expected a monitor with its name.',
    wrappers: ['response.result'],
    knows: (row) =>
      has(row, 'RESOURCEID', 'DISPLAYNAME') &&
      (has(row, 'AVAILABILITYSTATUS') || has(row, 'HEALTHSTATUS') || has(row, 'AVAILABILITYSEVERITY')),
    read(row) {
      const ref = monitored(row);
      if (!ref) return undefined;
      const up = asString(row.AVAILABILITYSTATUS)?.toLowerCase() === 'up' || row.AVAILABILITYSEVERITY === '5';
      const readings: Reading[] = [watched({ ...ref, answers: up })];
      const health = asString(row.HEALTHSTATUS)?.toLowerCase();
      if (health !== 'critical' && health !== 'warning') return readings;
      const severity = health === 'critical' ? 'critical' : 'medium';
      return [
        ...readings,
        ...alarm({ title: `${ref.name} is not well`, at: undefined, severity, about: ref }),
      ];
    },
  },
  {
    tool: 'ManageEngine OpManager',
    expects: 'Expected a device with its name.',
    wrappers: ['rows', 'devices'],
    knows: (row) => has(row, 'deviceName', 'displayName', 'ipaddress') && has(row, 'statusStr'),
    read(row) {
      const id = asString(row.deviceName);
      const ref = hostRef(asString(row.displayName) ?? id, 'opmanager', id);
      if (!ref) return undefined;
      const status = asText(row.statusNum) ?? '';
      const readings: Reading[] = [watched({ ...ref, answers: /^[2-5]$/.test(status) })];
      const severity = CONDITIONS.get(status);
      if (!severity) return readings;
      return [
        ...readings,
        ...alarm({ title: `${ref.name} is not well`, at: undefined, severity, about: ref }),
      ];
    },
  },
];

function monitored(row: Members): ResourceRef | undefined {
  const shown = asString(row.DISPLAYNAME);
  const id = asText(row.RESOURCEID);
  if (MACHINES.test(asString(row.TYPE) ?? '')) {
    return hostRef(asString(row.HOSTNAME) ?? shown, 'manageengine', id);
  }
  if (!shown) return undefined;
  const keys = [serviceKey(shown), ...(id ? [otherKey('manageengine', id)] : [])];
  return { type: 'service', keys, name: shown };
}
