import { asInstant, asObject, asString, asText } from '../../../formats/schema.ts';
import { playbookOf } from '../../shared/alert-playbook.ts';
import { alertSeverity } from '../../shared/alert-severity.ts';
import { has, objectsOf } from '../../shared/products.ts';
import { alarm, alertRule } from '../../shared/telemetry.ts';
import type { WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Splunk Observability Cloud';

/** Splunk Observability Cloud (SignalFx) API v2: `/v2/detector` and `/v2/incident`. */
export const splunkObservability: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a detector with its name.',
    wrappers: ['results'],
    knows: (row) => has(row, 'programText', 'rules'),
    read(row) {
      const name = asString(row.name);
      if (!name) return undefined;
      return objectsOf(row.rules).map((rule, index) => {
        const label = asString(rule.detectLabel) ?? String(index + 1);
        return alertRule({
          id: `${name}: ${label}`,
          enabled: rule.disabled !== true,
          severity: alertSeverity(asString(rule.severity)),
          playbook: playbookOf({ runbook_url: rule.runbookUrl }),
        });
      });
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an incident with its detector.',
    wrappers: ['results'],
    knows: (row) => has(row, 'incidentId', 'detectorId'),
    read(row) {
      const title = asString(row.detectLabel) ?? asString(row.detectorName);
      if (!title) return undefined;
      const at = objectsOf(row.events)
        .map((event) => asInstant(asObject(event)?.timestamp, 'milliseconds'))
        .find((instant) => instant !== undefined);
      return [
        ...alarm({
          title,
          at,
          severity: alertSeverity(asString(row.severity)),
          type: 'incident',
          reference: asText(row.incidentId),
          delivered: row.triggeredNotificationSent === true,
        }),
      ];
    },
  },
];
