import { asArray, asInstant, asObject, asString, asText, type Members } from '../../../formats/schema.ts';
import { hostKey, serviceKey } from '../../../records/key.ts';
import type { ResourceRef } from '../../../records/record.ts';
import { alertSeverity } from '../../shared/alert-severity.ts';
import { ownerOf } from '../../shared/owner.ts';
import { has } from '../../shared/products.ts';
import { alarm, alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

/** Datadog API v1: `/api/v1/hosts` and `/api/v1/monitor`. */
export const datadog: readonly WatchList[] = [
  {
    tool: 'Datadog',
    expects: 'Expected a host with its name.',
    wrappers: ['host_list'],
    knows: (row) => has(row, 'last_reported_time', 'up') || has(row, 'last_reported_time', 'host_name'),
    knowsEmpty: (answer) => has(answer, 'host_list', 'total_matching'),
    read(row) {
      const name = asString(row.host_name) ?? asString(row.name);
      const ref = hostRef(name, 'datadog', asText(row.id), asString(row.aws_id) ?? instanceIn(row.aliases));
      if (!ref) return undefined;
      return [watched({ ...ref, heard: asInstant(row.last_reported_time, 'seconds'), owner: teamOf(row) })];
    },
  },
  {
    tool: 'Datadog',
    expects: 'Expected a monitor with its name.',
    wrappers: ['monitors'],
    knows: (row) => has(row, 'query', 'type', 'overall_state') || has(row, 'query', 'restricted_roles'),
    read(row) {
      const title = asString(row.name);
      if (!title) return undefined;
      const silenced = asObject(asObject(row.options)?.silenced);
      const enabled = row.draft_status !== 'draft' && !(silenced && '*' in silenced);
      const severity = alertSeverity(`p${asText(row.priority) ?? ''}`);
      const watches = watchedBy(asString(row.query) ?? '');
      const rule = alertRule({ id: title, enabled, severity, watches });
      if (row.overall_state !== 'Alert') return [rule];
      const at = asInstant(row.overall_state_modified);
      // Whom it notifies is named with an `@` in the message.
      const delivered = enabled && /(?:^|\s)@\S/.test(asString(row.message) ?? '');
      return [rule, ...alarm({ title, at, severity, about: watches, delivered })];
    },
    evaluated: (row) => /^(OK|Alert|Warn)$/.test(asString(row.overall_state) ?? ''),
  },
];

function instanceIn(aliases: unknown): string | undefined {
  return asArray(aliases)
    .map(asString)
    .find((alias) => alias !== undefined && /^i-[0-9a-f]+$/.test(alias));
}

/** Tags by source, each `name:value`. */
function teamOf(row: Members): string | undefined {
  const tags: Record<string, string> = {};
  for (const list of Object.values(asObject(row.tags_by_source) ?? {})) {
    for (const tag of asArray(list)) {
      const [, name, value] = /^(owner|team):(.+)$/s.exec(asString(tag) ?? '') ?? [];
      if (name && value) tags[name] = value.slice(0, 200);
    }
  }
  return ownerOf(tags);
}

/** The one host, else the one service, that a query is about; undefined where it names several or none. */
function watchedBy(query: string): ResourceRef | undefined {
  const named = { host: new Set<string>(), service: new Set<string>() };
  for (const [, sort, name] of query.slice(0, 4_000).matchAll(/(?<![\w!-])(host|service):([\w.-]+)/g)) {
    if (name && (sort === 'host' || sort === 'service')) named[sort].add(name);
  }
  const [host] = named.host;
  const [service] = named.service;
  if (host && named.host.size === 1) return { type: 'host', keys: [hostKey(host)], name: host };
  return service && named.service.size === 1
    ? { type: 'service', keys: [serviceKey(service)], name: service }
    : undefined;
}
