import { asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { playbookOf } from '../shared/alert-playbook.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { alertRule } from '../shared/telemetry.ts';

/** Types of rules (ElastAlert 2 documentation, "Rule Types"); one of one's own is a Python path. */
const TYPES = new Set([
  'any',
  'blacklist',
  'whitelist',
  'change',
  'frequency',
  'spike',
  'flatline',
  'new_term',
  'cardinality',
  'metric_aggregation',
  'spike_aggregation',
  'percentage_match',
]);

/** Whether a value is a rule: `likely` where its type is one of someone's own. */
export function isRule(root: Members | undefined): 'sure' | 'likely' | undefined {
  const type = asString(root?.type);
  if (!root || !type || !('index' in root)) return undefined;
  if (!('alert' in root) && !('filter' in root)) return undefined;
  if (TYPES.has(type)) return 'sure';
  return /^[\w-]+(\.[\w-]+)+$/.test(type) && 'alert' in root ? 'likely' : undefined;
}

/** Names under which alerters take the severity of an alert, most telling first. */
const SEVERITIES = [
  'severity',
  'pagerduty_v2_payload_severity',
  'opsgenie_priority',
  'jira_priority_name',
  'alertmanager_severity',
];

/** The rule, and what it declares: that alerts are watched for, and that they lead somewhere. */
export function* ruleFile(root: Members, name: string): Generator<Reading> {
  const ways = asStrings(root.alert).concat(namesOf(root.alert));
  const enabled = root.is_enabled !== false;
  const severity = severityOf(root);
  const leads = ways.filter((way) => way !== 'debug');
  const title = leads.length > 0 ? `${name} by ${leads.join(', ')}` : `${name}, which tells nobody`;
  const playbook = playbookOf(root);
  yield alertRule({ id: name, title, enabled, severity, playbook });
  if (!enabled) return;
  const declared = { kind: 'practice', aspect: 'alerts', declared: true, reference: name } as const;
  yield { ...declared, output: 'test', note: 'An ElastAlert rule is written' };
  if (leads.length === 0) return;
  yield { ...declared, output: 'alert', note: `An ElastAlert rule alerts by ${leads.join(', ')}` };
}

/** An alerter with settings of its own is an object with its name. */
function namesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => Object.keys(asObject(each) ?? {}));
}

function severityOf(root: Members): Severity | undefined {
  for (const name of SEVERITIES) {
    const known = alertSeverity(asString(root[name]));
    if (known) return known;
  }
  return undefined;
}
