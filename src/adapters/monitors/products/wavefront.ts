import { asArray, asInstant, asString, asStrings, type Members } from '../../../formats/schema.ts';
import { hostKey } from '../../../records/key.ts';
import type { Reading } from '../../../records/record.ts';
import type { Severity } from '../../../records/words.ts';
import { playbookOf } from '../../shared/alert-playbook.ts';
import { alertSeverity } from '../../shared/alert-severity.ts';
import { has } from '../../shared/products.ts';
import { alarm, alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Wavefront';
/** What only smokes does not burn yet. */
const SMOKE: Severity = 'low';

/** Wavefront (Aria Operations for Applications) API v2: `/api/v2/alert` and `/api/v2/source`. */
export const wavefront: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected an alert with its name.',
    wrappers: ['response.items'],
    knows: (row) => has(row, 'condition', 'minutes', 'name'),
    read(row) {
      const title = asString(row.name);
      if (!title) return undefined;
      const states = asStrings(row.status);
      const enabled = !states.some((state) => /^(SNOOZED|TRASH|INVALID)$/.test(state));
      const word = asString(row.severity);
      const severity = word === 'SMOKE' ? SMOKE : alertSeverity(word);
      const hosts = asStrings(row.hostsUsed);
      const one = hosts.length === 1 && hosts[0] ? hostRef(hosts[0], 'wavefront', undefined) : undefined;
      const playbook = playbookOf({ runbook_url: asArray(row.runbookLinks)[0] });
      const rule = alertRule({
        id: title,
        enabled,
        severity,
        watches: one,
        playbook,
      });
      const readings: Reading[] = [rule];
      if (!one && enabled) {
        for (const name of hosts) {
          readings.push({ kind: 'resource', type: 'host', keys: [hostKey(name)], name, reaches: ['alerts'] });
        }
      }
      if (!states.includes('FIRING')) return readings;
      const at = asInstant(row.lastEventTime, 'milliseconds');
      return [
        ...readings,
        ...alarm({ title, at, severity, about: one, delivered: enabled && notifies(row) }),
      ];
    },
    evaluated: (row) => asStrings(row.status).some((state) => /^(FIRING|CHECKING)$/.test(state)),
  },
  {
    tool: TOOL,
    expects: 'Expected a source with its name.',
    wrappers: ['response.items'],
    knows: (row) => has(row, 'sourceName', 'id'),
    read(row) {
      const source = hostRef(asString(row.sourceName), 'wavefront', undefined);
      // It sent something once; the list does not say when, or whether it still does.
      return source && [watched(source)];
    },
  },
];

function notifies(row: Members): boolean {
  return asString(row.target) !== undefined || asArray(row.targetInfo).length > 0;
}
