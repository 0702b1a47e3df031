import { asInstant, asObject, asString, asText, member } from '../../../formats/schema.ts';
import type { Severity } from '../../../records/words.ts';
import { logSource } from '../../shared/log-days.ts';
import { has } from '../../shared/products.ts';
import { alarm, alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Graylog';
/** Priorities of events: 1 low, 2 normal, 3 high, 4 critical. */
const PRIORITIES: readonly (Severity | undefined)[] = [undefined, 'low', 'medium', 'high', 'critical'];

/** Graylog REST API: streams, event definitions, events, states of inputs, sidecars. */
export const graylog: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a stream with its title.',
    wrappers: ['streams', 'elements'],
    knows: (row) => has(row, 'title', 'matching_type', 'index_set_id'),
    read(row) {
      const title = asString(row.title);
      if (!title) return undefined;
      const id = `graylog:${asString(row.id) ?? title}`;
      return [{ ...logSource(id, `stream ${title}`), enabled: row.disabled !== true }];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an event definition with its title.',
    wrappers: ['event_definitions', 'elements'],
    knows: (row) => has(row, 'title', 'priority', 'alert', 'config'),
    read(row) {
      const title = asString(row.title);
      if (!title) return undefined;
      // Without `alert`, its events are only kept.
      const enabled = row.alert === true && row.state !== 'DISABLED';
      return [alertRule({ id: title, enabled, severity: priority(row.priority) })];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an event with its message.',
    wrappers: ['events'],
    knows: (row) => has(asObject(row.event) ?? {}, 'event_definition_id', 'timestamp'),
    read(row) {
      const event = asObject(row.event);
      const title = asString(event?.message);
      if (!event || !title) return undefined;
      if (event.alert === false) return [];
      const at = asInstant(event.timestamp);
      return [
        ...alarm({
          title,
          at,
          severity: priority(event.priority),
          reference: asString(event.id)?.slice(0, 200),
        }),
      ];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected the state of an input.',
    wrappers: ['states', '*'],
    knows: (row) => has(row, 'message_input', 'state'),
    read(row) {
      const title = asString(member(row.message_input, 'title'));
      if (!title) return undefined;
      const id = asString(member(row.message_input, 'id')) ?? asString(row.id) ?? title;
      return [{ ...logSource(`graylog:${id}`, `input ${title}`), enabled: row.state === 'RUNNING' }];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a sidecar with its node.',
    wrappers: ['sidecars'],
    knows: (row) => has(row, 'node_id', 'node_name', 'last_seen'),
    read(row) {
      const host = hostRef(asString(row.node_name), 'graylog', asString(row.node_id));
      return host && [watched({ ...host, heard: asInstant(row.last_seen) })];
    },
  },
];

function priority(value: unknown): Severity | undefined {
  return PRIORITIES[Number(asText(value) ?? 0)];
}
