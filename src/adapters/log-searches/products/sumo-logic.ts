import {
  asArray,
  asInstant,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../../formats/schema.ts';
import { SEVERITIES, type Severity } from '../../../records/words.ts';
import { playbookOf } from '../../shared/alert-playbook.ts';
import { logSource } from '../../shared/log-days.ts';
import { has, objectsOf } from '../../shared/products.ts';
import { severityOf } from '../../shared/severity.ts';
import { alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Sumo Logic';

/** Sumo Logic API: collectors and sources, monitors, and content of a folder (scheduled searches). */
export const sumoLogic: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a collector with its name.',
    wrappers: ['collectors'],
    knows: (row) => has(row, 'collectorType', 'name'),
    read(row) {
      const name = asString(row.name);
      if (!name) return undefined;
      const id = asText(row.id);
      // Hosted collectors run at Sumo Logic; what sends to them is not known.
      const host =
        row.collectorType === 'Installable' && hostRef(asString(row.hostName) ?? name, 'sumo-logic', id);
      if (host) return [watched({ ...host, heard: asInstant(row.lastSeenAlive, 'milliseconds') })];
      return [
        { ...logSource(`sumo-logic:${id ?? name}`, `collector ${name}`), enabled: row.alive !== false },
      ];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a source with its name.',
    wrappers: ['sources'],
    knows: (row) => has(row, 'sourceType', 'name') && (has(row, 'alive') || has(row, 'category')),
    read(row) {
      const name = asString(row.name);
      if (!name) return undefined;
      const id = `sumo-logic:${asText(row.id) ?? name}`;
      return [{ ...logSource(id, `source ${name}`), enabled: row.alive !== false }];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a monitor with its name.',
    wrappers: ['children', 'data'],
    knows: (row) => has(itemOf(row), 'name', 'monitorType', 'triggers'),
    read(row) {
      const monitor = itemOf(row);
      const id = asString(monitor.name);
      if (!id) return undefined;
      if (!has(monitor, 'monitorType')) return [];
      return [
        alertRule({
          id,
          enabled: monitor.isDisabled !== true,
          severity: worst(monitor.triggers),
          playbook: playbookOf({ playbook: link(monitor.playbook) }),
        }),
      ];
    },
    // A monitor that has a state was looked at.
    evaluated: (row) => asArray(itemOf(row).status).length > 0,
  },
  {
    tool: TOOL,
    expects: 'Expected a search with its name.',
    wrappers: ['children'],
    knows: (row) =>
      row.type === 'SavedSearchWithScheduleSyncDefinition' || has(row, 'search', 'searchSchedule'),
    read(row) {
      const id = asString(row.name);
      if (!id) return undefined;
      const schedule = asObject(row.searchSchedule);
      // Dashboards and searches without a schedule stand in the same folder.
      if (!schedule) return [];
      const alerts = has(schedule, 'threshold') || member(schedule, 'notification', 'taskType') !== undefined;
      if (alerts) return [alertRule({ id, enabled: true })];
      return [{ kind: 'rule', type: 'schedule', id: `sumo-logic:${id}`, title: id, enabled: true }];
    },
  },
];

/** A search for monitors wraps each in where it stands. */
function itemOf(row: Members): Members {
  return asObject(row.item) ?? row;
}

function worst(triggers: unknown): Severity | undefined {
  const found = objectsOf(triggers).map(({ triggerType }) => severityOf(asString(triggerType)));
  return SEVERITIES.findLast((severity) => found.includes(severity));
}

/** The first address of a playbook that is written as text. */
function link(playbook: unknown): string | undefined {
  return /https?:\/\/[^\s)>"]+/.exec(asString(playbook)?.slice(0, 4_000) ?? '')?.[0].replace(/[.,;:]$/, '');
}
