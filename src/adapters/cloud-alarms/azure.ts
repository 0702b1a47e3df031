import {
  asArray,
  asInstant,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
} from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { azureId, azureItem, azureRef } from '../shared/azure-item.ts';
import { alarm, alertRule, type RulesSeen } from '../shared/telemetry.ts';

const RULES = /^Microsoft\.Insights\/(metricAlerts|activityLogAlerts|scheduledQueryRules|alertRules)$/i;
const FIRED = /^Microsoft\.AlertsManagement\/alerts$/i;
/** Azure counts from 0, the worst, to 4. */
const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** Whether an element is an alert rule, an alert that fired, or an alert as a webhook gets it. */
export function isAzureAlert(item: Members | undefined): boolean {
  if (!item) return false;
  if (item.schemaId === 'azureMonitorCommonAlertSchema') return true;
  const type = typeOf(item);
  return RULES.test(type) || FIRED.test(type);
}

function typeOf(item: Members): string {
  const own = azureId(asString(item.id));
  // An alert's id begins with that of what it is about.
  return own?.type && RULES.test(own.type) ? own.type : (asString(item.type) ?? own?.type ?? '');
}

/** A rule of Azure Monitor, or an alert that fired (in a list, or in the common alert schema). */
export function* azureAlert(item: Members, pointer: string, seen: RulesSeen): Generator<Reading> {
  const flat = azureItem(item);
  if (item.schemaId === 'azureMonitorCommonAlertSchema') {
    yield* fired(asObject(asObject(item.data)?.essentials), pointer, true);
  } else if (FIRED.test(typeOf(item))) {
    yield* fired(asObject(flat.essentials), pointer, false, asString(item.name));
  } else if (RULES.test(typeOf(item))) {
    yield* rule(flat, pointer, seen);
  } else {
    yield { kind: 'problem', where: pointer, why: 'Expected an alert rule or an alert.' };
  }
}

function* rule(item: Members, pointer: string, seen: RulesSeen): Generator<Reading> {
  const name = asString(item.name);
  if (!name) {
    yield { kind: 'problem', where: pointer, why: 'Expected the name of the alert rule.' };
    return;
  }
  const enabled = item.enabled !== false && item.enabled !== 'false' && item.isEnabled !== false;
  const scopes = asStrings(item.scopes)
    .map(azureRef)
    .filter((ref) => ref !== undefined);
  for (const scope of scopes) yield { kind: 'resource', ...scope, ...(enabled && { reaches: ['alerts'] }) };
  const watches = scopes.length === 1 ? scopes[0] : undefined;
  yield alertRule({ id: name, enabled, severity: severityOf(item.severity), watches });
  if (enabled) seen.rules += 1;
}

function* fired(
  essentials: Members | undefined,
  pointer: string,
  delivered: boolean,
  reference?: string,
): Generator<Reading> {
  const at = asInstant(essentials?.startDateTime) ?? asInstant(essentials?.firedDateTime);
  const name = asString(essentials?.alertRule);
  if (!essentials || !name || at === undefined) {
    yield { kind: 'problem', where: pointer, why: 'Expected the rule of the alert and when it fired.' };
    return;
  }
  const target = asString(essentials.targetResource) ?? asString(asArray(essentials.alertTargetIDs)[0]);
  yield* alarm({
    title: azureId(name)?.names.at(-1) ?? name,
    at,
    severity: severityOf(essentials.severity),
    about: targetOf(target),
    reference: reference ?? asString(essentials.originAlertId)?.slice(0, 200),
    delivered: delivered && essentials.monitorCondition !== 'Resolved',
  });
}

function targetOf(id: string | undefined): ResourceRef | undefined {
  return id === undefined ? undefined : azureRef(id);
}

/** `0` to `4`, or `Sev0` to `Sev4`. */
function severityOf(value: unknown): Severity | undefined {
  const digit = /^(?:Sev)?([0-4])$/i.exec(asText(value) ?? '')?.[1];
  return digit === undefined ? undefined : SEVERITIES[Number(digit)];
}
