import {
  asArray,
  asInstant,
  asObject,
  asString,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { alarm } from '../shared/telemetry.ts';
import { raisedBy, timed } from './incident.ts';

/** An incident of the public or the reporting API. */
export function* victoropsIncident(item: Members, pointer: string): Generator<Reading> {
  const at = asInstant(item.startTime);
  const title = asString(item.entityDisplayName) ?? asString(item.service) ?? asString(item.entityId);
  if (at === undefined || !title) {
    yield { kind: 'problem', where: pointer, why: 'Expected what the incident is about and when it began.' };
    return;
  }
  const when = (name: string) => {
    const found = asArray(item.transitions).find((each) => phase(asObject(each)?.name) === name);
    return asInstant(asObject(found)?.at);
  };
  const { about, found } = raisedBy(asString(item.service));
  for (const resource of found) yield { ...resource, at };
  const paged = item.pagedUsers === undefined || asArray(item.pagedUsers).length > 0;
  yield* alarm({
    title: timed(title, at, when('acked'), when('resolved')),
    at,
    type: 'incident',
    severity: alertSeverity(asString(item.entityState)),
    about,
    reference: asText(item.incidentNumber),
    delivered: paged || asArray(item.pagedTeams).length > 0,
  });
}

/** `acknowledged`, `ACKED` and `acked` are one phase. */
function phase(value: unknown): string {
  const word = asString(value)?.toLowerCase() ?? '';
  return word === 'acknowledged' ? 'acked' : word;
}

/** What an outgoing webhook posts, where its members are named after their variables, flat or nested. */
export function* victoropsWebhook(item: Members, pointer: string): Generator<Reading> {
  const value = (group: string, name: string) => item[`${group}.${name}`] ?? member(item, group, name);
  const at =
    asInstant(value('STATE', 'INCIDENT_TIMESTAMP'), 'milliseconds') ??
    asInstant(value('ALERT', 'state_start_time'), 'seconds') ??
    asInstant(value('ALERT', 'timestamp'), 'seconds');
  const title =
    asString(value('ALERT', 'entity_display_name')) ??
    asString(value('ALERT', 'entity_id')) ??
    asText(value('STATE', 'INCIDENT_NAME'));
  if (!title) {
    yield { kind: 'problem', where: pointer, why: 'Expected what the incident is about.' };
    return;
  }
  const state = phase(value('STATE', 'CURRENT_ALERT_PHASE'));
  yield* alarm({
    title,
    at,
    type: 'incident',
    severity: alertSeverity(
      asString(value('STATE', 'CURRENT_STATE')) ?? asString(value('ALERT', 'message_type')),
    ),
    reference: asText(value('STATE', 'INCIDENT_NAME')),
    delivered: state === '' || state === 'unacked' || state === 'triggered',
  });
}

/** Who is on call in a team. */
export function* victoropsSchedule(item: Members, pointer: string): Generator<Reading> {
  const team = asString(member(item, 'team', 'name')) ?? asString(item.team);
  if (!team) {
    yield { kind: 'problem', where: pointer, why: 'Expected the name of the team.' };
    return;
  }
  for (const [index, element] of asArray(item.schedules).entries()) {
    const own = asObject(element);
    const name = asString(member(own, 'policy', 'name')) ?? String(index + 1);
    yield {
      kind: 'rule',
      type: 'schedule',
      id: otherKey('victorops', `${team}/${name}`),
      title: `On call: ${name} of ${team}`,
      enabled: asArray(own?.schedule).length > 0,
    };
  }
}
