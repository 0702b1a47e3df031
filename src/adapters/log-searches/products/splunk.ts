import { asInstant, asObject, asString, asText, type Members } from '../../../formats/schema.ts';
import type { Severity } from '../../../records/words.ts';
import { logSource } from '../../shared/log-days.ts';
import { has } from '../../shared/products.ts';
import { alarm, alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Splunk';
/** `alert.severity`: 1 debug, 2 info, 3 warn, 4 error, 5 severe, 6 fatal. */
const SEVERITIES: readonly (Severity | undefined)[] = [
  undefined,
  'info',
  'info',
  'medium',
  'high',
  'critical',
  'critical',
];

/** Splunk REST API with `output_mode=json`: saved searches, fired alerts, indexes; results of `metadata`. */
export const splunk: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a saved search with its name.',
    wrappers: ['entry'],
    knows: (row) => contentHas(row, 'is_scheduled') && contentHas(row, 'search'),
    knowsEmpty: (answer) =>
      has(answer, 'entry', 'origin') && /\/saved\/searches$/.test(asString(answer.origin) ?? ''),
    read(row) {
      const id = asString(row.name);
      const content = asObject(row.content);
      if (!id || !content) return undefined;
      const scheduled = truth(content.is_scheduled) && !truth(content.disabled);
      const alerts = (asString(content.alert_type) ?? 'always') !== 'always' || told(content);
      const severity = SEVERITIES[Number(asText(content['alert.severity']) ?? 0)];
      if (alerts) return [alertRule({ id, enabled: scheduled, severity })];
      // A search that only a person starts waits for nothing.
      if (!truth(content.is_scheduled)) return [];
      return [{ kind: 'rule', type: 'schedule', id: `splunk:${id}`, title: id, enabled: scheduled }];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a fired alert with its search.',
    wrappers: ['entry'],
    knows: (row) => contentHas(row, 'savedsearch_name') && contentHas(row, 'trigger_time'),
    read(row) {
      const content = asObject(row.content);
      const title = asString(content?.savedsearch_name);
      if (!content || !title) return undefined;
      const at = asInstant(content.trigger_time, 'seconds');
      const severity = SEVERITIES[Number(asText(content.severity) ?? 0)];
      return [...alarm({ title, at, severity, reference: asString(content.sid), delivered: told(content) })];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an index with its name.',
    wrappers: ['entry'],
    knows: (row) => contentHas(row, 'totalEventCount') && contentHas(row, 'maxTime'),
    read(row) {
      const name = asString(row.name);
      const content = asObject(row.content);
      if (!name || !content) return undefined;
      return [{ ...logSource(`splunk:${name}`, `index ${name}`), enabled: !truth(content.disabled) }];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a host or a source with its name.',
    wrappers: ['results'],
    knows: (row) => has(resultOf(row), 'totalCount', 'recentTime'),
    read(row) {
      const found = resultOf(row);
      const heard = asInstant(found.recentTime, 'seconds') ?? asInstant(found.lastTime, 'seconds');
      const host = hostRef(asString(found.host), 'splunk', undefined);
      if (host) return [watched({ ...host, heard })];
      const source = asString(found.source) ?? asString(found.sourcetype);
      return source ? [logSource(`splunk:${source}`, source)] : undefined;
    },
  },
];

function contentHas(row: Members, name: string): boolean {
  return has(asObject(row.content) ?? {}, name);
}

/** Whom an alert tells: `actions` names them. */
function told(content: Members): boolean {
  return (asString(content.actions)?.trim() ?? '') !== '';
}

/** `true`, `1` or `"1"`. */
function truth(value: unknown): boolean {
  return /^(true|1)$/i.test(asText(value) ?? '');
}

/** `search/jobs/export` wraps each row. */
function resultOf(row: Members): Members {
  return asObject(row.result) ?? row;
}
