import { asBoolean, asNumber, asString } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import type { Instance } from './resource.ts';

/**
 * Resources whose presence says that a practice is set up, by type. It is configured, not shown to run:
 * declared, so level 2 at most until a live signal arrives.
 */
const DECLARES: readonly (readonly [RegExp, AspectId])[] = [
  [/^(okta|onelogin|boundary|jumpcloud|duo)_/, 'access'],
  [
    /^aws_iam_(account_password_policy|saml_provider)|^aws_identitystore|^azuread_conditional_access/,
    'access',
  ],
  [
    /^(vault)_|^aws_secretsmanager_secret(_rotation)?$|^azurerm_key_vault(_secret)?$|^google_secret_manager_secret$/,
    'secrets',
  ],
  [
    /^(pagerduty|opsgenie|victorops)_|^aws_cloudwatch_metric_alarm$|^azurerm_monitor_metric_alert$|^google_monitoring_alert_policy$/,
    'alerts',
  ],
  [
    /^(datadog_monitor|newrelic_(nrql_)?alert|signalfx_detector|wavefront_alert|grafana_rule_group|sumologic_monitor|pingdom_check|icinga2_service)/,
    'alerts',
  ],
  [
    /^(datadog|newrelic|signalfx|wavefront|icinga2|graylog|sumologic|logdna|pingdom|splunk|grafana)_/,
    'telemetry',
  ],
  [
    /^aws_(cloudtrail|flow_log|cloudwatch_log_group)$|^azurerm_monitor_diagnostic_setting$|^google_logging_project_sink$/,
    'telemetry',
  ],
  [
    /^aws_backup_(plan|selection|vault)$|^azurerm_backup_policy|^google_sql_database_instance$|^aws_dlm_lifecycle_policy$/,
    'backup',
  ],
  [
    /^aws_autoscaling_(group|policy)$|^azurerm_monitor_autoscale_setting$|^google_compute_(region_)?autoscaler$|^aws_appautoscaling/,
    'resiliency',
  ],
  [/^(aws_securityhub|aws_config_config_rule|aws_guardduty)/, 'configuration'],
  [/^aws_budgets_budget$|^azurerm_consumption_budget|^google_billing_budget$/, 'cost'],
];

/** Aspects that are set up by the types seen. */
export function declaredAspect(type: string): AspectId | undefined {
  return DECLARES.find(([pattern]) => pattern.test(type))?.[1];
}

/** The rule that an alerting resource sets up. */
export function* declaredRule({ address, type, attributes }: Instance): Generator<Reading> {
  const aspect = declaredAspect(type);
  if (aspect !== 'alerts' && aspect !== 'resiliency') return;
  const title =
    asString(attributes['name']) ??
    asString(attributes['alarm_name']) ??
    asString(attributes['display_name']);
  const off =
    asBoolean(attributes['actions_enabled']) === false || asBoolean(attributes['enabled']) === false;
  yield {
    kind: 'rule',
    type: aspect === 'alerts' ? 'alert' : 'scaling',
    id: address,
    enabled: !off,
    ...(title && { title }),
  };
}

/** A database that is told to keep backups: declared, with how many days. */
export function keepsBackups({ attributes }: Instance): number {
  return asNumber(attributes['backup_retention_period']) ?? 0;
}
