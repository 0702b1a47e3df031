import {
  asArray,
  asInstant,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import { otherKey, serviceKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { alarm } from '../shared/telemetry.ts';
import { raisedBy, timed } from './incident.ts';

const URGENCIES: ReadonlyMap<string, Severity> = new Map([
  ['high', 'high'],
  ['low', 'low'],
]);

/** An incident of the REST API: it called the people on duty when it was created. */
export function* pagerdutyIncident(item: Members, pointer: string): Generator<Reading> {
  const at = asInstant(item.created_at);
  const title = asString(item.title) ?? asString(item.summary) ?? asString(item.description);
  if (at === undefined || !title) {
    yield { kind: 'problem', where: pointer, why: 'Expected the title of the incident and when it began.' };
    return;
  }
  const acknowledged = asInstant(asObject(asArray(item.acknowledgements)[0])?.at);
  const closed = item.status === 'resolved' ? asInstant(item.last_status_change_at) : undefined;
  const resolved = asInstant(item.resolved_at) ?? closed;
  const priority = alertSeverity(asString(member(item, 'priority', 'summary')));
  const { about, found } = raisedBy(serviceOf(item));
  for (const resource of found) yield { ...resource, at };
  yield* alarm({
    title: timed(title, at, acknowledged, resolved),
    at,
    type: 'incident',
    severity: priority ?? URGENCIES.get(asString(item.urgency) ?? ''),
    about,
    reference: asText(item.incident_number) ?? asText(item.number) ?? asString(item.id),
    delivered: true,
  });
}

function serviceOf(item: Members): string | undefined {
  const service = asObject(item.service);
  return asString(service?.summary) ?? asString(service?.name);
}

/** What a webhook (v3) sends: one event of an incident. Only the first calls people. */
export function* pagerdutyV3(item: Members, pointer: string): Generator<Reading> {
  const data = asObject(item.data);
  // Notes and status updates are about an incident, and are none.
  const other = asString(data?.type)?.startsWith('incident_') || asObject(data?.incident) !== undefined;
  if (!data || other || item.resource_type !== 'incident') return;
  const type = asString(item.event_type);
  const occurred = asInstant(item.occurred_at);
  if (type === 'incident.triggered' || data.created_at !== undefined) {
    const from = type === 'incident.acknowledged' ? { acknowledgements: [{ at: item.occurred_at }] } : {};
    const until = type === 'incident.resolved' ? { resolved_at: item.occurred_at } : {};
    yield* pagerdutyIncident(
      { ...data, created_at: data.created_at ?? item.occurred_at, ...from, ...until },
      `${pointer}/data`,
    );
    return;
  }
  const title = asString(data.title) ?? asString(data.summary);
  const reference = asText(data.number) ?? asString(data.id);
  const what = `${title ?? ''} (${type?.replace(/^incident\./, '') ?? 'changed'})`;
  if (title && occurred !== undefined) {
    yield* alarm({ title: what, at: occurred, type: 'incident', reference });
  } else yield { kind: 'problem', where: pointer, why: 'Expected the incident and when it happened.' };
}

/** What a webhook of version 2 sends. */
export function* pagerdutyV2(item: Members, pointer: string): Generator<Reading> {
  const incident = asObject(item.incident);
  if (incident) yield* pagerdutyIncident(incident, `${pointer}/incident`);
}

/** A service: what can raise incidents, unless it is switched off. */
export function* pagerdutyService(item: Members, pointer: string): Generator<Reading> {
  const name = asString(item.name) ?? asString(item.summary);
  if (!name) {
    yield { kind: 'problem', where: pointer, why: 'Expected the name of the service.' };
    return;
  }
  const service = { type: 'service', keys: [serviceKey(name)], name } as const;
  const owner = asString(member(item, 'teams', 0, 'summary'));
  yield { kind: 'resource', ...service, ...(owner && { owner }) };
  const policy = asString(member(item, 'escalation_policy', 'summary'));
  yield {
    kind: 'rule',
    type: 'route',
    id: `pagerduty:${name}`,
    title: `${name} to ${policy ?? 'its escalation policy'}`,
    enabled: item.status !== 'disabled',
    resource: service,
  };
}

/** Someone who is on call now. */
export function* pagerdutyOncall(item: Members, pointer: string): Generator<Reading> {
  const plan = asObject(item.schedule) ?? asObject(item.escalation_policy);
  const name = asString(plan?.summary) ?? asString(plan?.id);
  if (!name) {
    yield { kind: 'problem', where: pointer, why: 'Expected a schedule or an escalation policy.' };
    return;
  }
  yield schedule(name, asObject(item.user) !== undefined, asText(item.escalation_level));
}

/** A schedule of who is on call when. */
export function* pagerdutySchedule(item: Members, pointer: string): Generator<Reading> {
  const name = asString(item.name) ?? asString(item.summary);
  if (name) yield schedule(name, item.users === undefined || asArray(item.users).length > 0);
  else yield { kind: 'problem', where: pointer, why: 'Expected the name of the schedule.' };
}

function schedule(name: string, staffed: boolean, level?: string): Reading {
  const title = `On call: ${name}${level ? `, level ${level}` : ''}${staffed ? '' : ', with nobody on it'}`;
  return { kind: 'rule', type: 'schedule', id: otherKey('pagerduty', name), title, enabled: staffed };
}
