import {
  asArray,
  asInstant,
  asNumber,
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

/** An alert or incident of the API. */
export function* opsgenieAlert(item: Members, pointer: string): Generator<Reading> {
  const at = asInstant(item.createdAt, 'milliseconds');
  const title = asString(item.message);
  if (at === undefined || !title) {
    yield { kind: 'problem', where: pointer, why: 'Expected the message of the alert and when it began.' };
    return;
  }
  // The report counts milliseconds since the alert was created.
  const report = asObject(item.report);
  const [ack, close] = [asNumber(report?.ackTime), asNumber(report?.closeTime)];
  const { about, found } = raisedBy(asString(item.entity));
  for (const resource of found) yield { ...resource, at };
  yield* alarm({
    title: timed(title, at, ack && at + ack, close && at + close),
    at,
    ...('impactedServices' in item && { type: 'incident' as const }),
    severity: alertSeverity(asString(item.priority)),
    about,
    reference: asText(item.tinyId) ?? asString(item.id) ?? asString(item.alertId),
    delivered: told(item),
  });
}

/** Whether there was someone to be told: an alert for nobody reaches nobody, unless someone looked. */
function told(item: Members): boolean {
  if (item.acknowledged === true || item.isSeen === true) return true;
  if (item.responders === undefined && item.teams === undefined && item.recipients === undefined) return true;
  return [item.responders, item.teams, item.recipients].some((list) => asArray(list).length > 0);
}

/** What a webhook integration posts: an action on an alert, of which the first creates it. */
export function* opsgenieWebhook(item: Members, pointer: string): Generator<Reading> {
  const alert = asObject(item.alert);
  if (!alert) {
    yield { kind: 'problem', where: pointer, why: 'Expected the alert.' };
    return;
  }
  yield* opsgenieAlert(alert, `${pointer}/alert`);
}

/** A schedule of who is on call when. */
export function* opsgenieSchedule(item: Members, pointer: string): Generator<Reading> {
  const name = asString(item.name);
  if (!name) {
    yield { kind: 'problem', where: pointer, why: 'Expected the name of the schedule.' };
    return;
  }
  const team = asString(member(item, 'ownerTeam', 'name'));
  yield {
    kind: 'rule',
    type: 'schedule',
    id: otherKey('opsgenie', name),
    title: team ? `On call: ${name} of ${team}` : `On call: ${name}`,
    enabled: item.enabled !== false,
  };
}
