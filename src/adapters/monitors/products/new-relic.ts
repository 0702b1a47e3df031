import { asArray, asInstant, asObject, asString, asText, type Members } from '../../../formats/schema.ts';
import { hostKey, otherKey, serviceKey } from '../../../records/key.ts';
import type { Reading, ResourceRef } from '../../../records/record.ts';
import { SEVERITIES, type Severity } from '../../../records/words.ts';
import { playbookOf } from '../../shared/alert-playbook.ts';
import { alertSeverity } from '../../shared/alert-severity.ts';
import { has } from '../../shared/products.ts';
import { alertRule, watched } from '../../shared/telemetry.ts';
import type { WatchList } from '../../shared/watch-list.ts';

const TOOL = 'New Relic';
const CONDITIONS = 'data.actor.account.alerts.nrqlConditionsSearch.nrqlConditions';
const POLICIES = 'data.actor.account.alerts.policiesSearch.policies';

/** New Relic: REST API v2 (applications, alert policies and conditions) and NerdGraph (entities, conditions). */
export const newRelic: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected an entity with its name.',
    wrappers: ['data.actor.entitySearch.results.entities', 'data.actor.entities'],
    knows: (row) => has(row, 'guid', 'name', 'reporting'),
    read(row) {
      const name = asString(row.name);
      if (!name) return undefined;
      const host = /HOST/.test(`${asString(row.type) ?? ''} ${asString(row.entityType) ?? ''}`);
      const guid = asString(row.guid);
      const entity = watched({ ...refOf(name, host, guid), answers: row.reporting === true });
      // Any other word is the state of an alert condition that covers it.
      const alerted = /^(NOT_ALERTING|WARNING|CRITICAL)$/.test(asString(row.alertSeverity) ?? '');
      return [alerted ? { ...entity, reaches: [...(entity.reaches ?? []), 'alerts' as const] } : entity];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an application with its name.',
    wrappers: ['applications', 'servers'],
    knows: (row) => has(row, 'health_status', 'reporting', 'last_reported_at'),
    read(row) {
      const name = asString(row.name);
      if (!name) return undefined;
      const server = has(row, 'host') && !has(row, 'language');
      return [watched({ ...refOf(name, server, asText(row.id)), heard: asInstant(row.last_reported_at) })];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a condition with its name.',
    wrappers: [
      'conditions',
      'nrql_conditions',
      'synthetics_conditions',
      'external_service_conditions',
      'location_failure_conditions',
      'data',
      CONDITIONS,
    ],
    knows: (row) =>
      has(row, 'name', 'enabled') &&
      ((has(row, 'terms') && (has(row, 'policyId') || has(row, 'nrql') || has(row, 'metric'))) ||
        has(row, 'monitor_id') ||
        has(row, 'policy_id', 'violation_close_timer')),
    read: condition,
  },
  {
    tool: TOOL,
    expects: 'Expected a policy with its name.',
    wrappers: ['policies', POLICIES],
    knows: (row) => has(row, 'name', 'incident_preference') || has(row, 'name', 'incidentPreference'),
    read(row) {
      const name = asString(row.name);
      if (!name) return undefined;
      return [
        {
          kind: 'rule',
          type: 'route',
          id: `new-relic:${asText(row.id) ?? name}`,
          title: name,
          enabled: true,
        },
      ];
    },
  },
];

function condition(row: Members): Reading[] | undefined {
  const title = asString(row.name);
  if (!title) return undefined;
  const priorities = asArray(row.terms).map((term) => alertSeverity(asString(asObject(term)?.priority)));
  // Conditions of Infrastructure name their thresholds instead.
  if (row.critical_threshold !== undefined) priorities.push('critical');
  return [
    alertRule({
      id: title,
      enabled: row.enabled !== false,
      severity: worst(priorities),
      playbook: playbookOf({ runbook_url: row.runbook_url ?? row.runbookUrl }),
    }),
  ];
}

function worst(severities: readonly (Severity | undefined)[]): Severity | undefined {
  return SEVERITIES.findLast((severity) => severities.includes(severity));
}

function refOf(name: string, host: boolean, id: string | undefined): ResourceRef {
  const own = id ? [otherKey('new-relic', id)] : [];
  return host
    ? { type: 'host', keys: [hostKey(name), ...own], name }
    : { type: 'service', keys: [serviceKey(name), ...own], name };
}
