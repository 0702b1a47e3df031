import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { accountKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { alarm, alertRule, type RulesSeen } from '../shared/telemetry.ts';

const POLICY = /^projects\/([^/]+)\/alertPolicies\/[^/]+$/;

/** Whether an element is an alert policy, or an incident as a webhook gets it. */
export function isGcpAlert(value: unknown): boolean {
  const item = asObject(value);
  if (POLICY.test(asString(item?.name) ?? '')) return true;
  const incident = asObject(item?.incident);
  return incident !== undefined && 'incident_id' in incident && 'policy_name' in incident;
}

/** An alert policy, or an incident that a notification channel of type webhook delivered. */
export function* gcpAlert(item: Members, pointer: string, seen: RulesSeen): Generator<Reading> {
  const incident = asObject(item.incident);
  if (incident) {
    const at = asInstant(incident.started_at, 'seconds');
    const name = asString(incident.policy_name);
    if (!name || at === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected the policy and the time of the incident.' };
      return;
    }
    const severity = alertSeverity(asString(incident.severity));
    const reference = asString(incident.incident_id);
    yield* alarm({ title: name, at, severity, reference, type: 'incident', delivered: true });
    return;
  }
  const project = POLICY.exec(asString(item.name) ?? '')?.[1];
  const title = asString(item.displayName);
  if (!project || !title) {
    yield { kind: 'problem', where: pointer, why: 'Expected a policy with its name and display name.' };
    return;
  }
  const enabled = item.enabled !== false;
  yield { kind: 'resource', type: 'account', keys: [accountKey('gcp', project)] };
  yield alertRule({ id: title, enabled, severity: alertSeverity(asString(item.severity)) });
  if (enabled) seen.rules += 1;
}
