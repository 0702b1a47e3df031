import { asBoolean, asNumber, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';

/** Resources whose presence says that a practice is set up, by type. It is not shown to run. */
const DECLARES: readonly (readonly [RegExp, AspectId])[] = [
  [/^AWS::(SSO|IdentityStore)::|^AWS::IAM::SAMLProvider$/, 'access'],
  [/^AWS::SecretsManager::/, 'secrets'],
  [/^AWS::CloudWatch::(Composite)?Alarm$|^AWS::CloudWatch::AnomalyDetector$/, 'alerts'],
  [
    /^AWS::(CloudTrail::Trail|EC2::FlowLog|Logs::(LogGroup|MetricFilter)|CloudWatch::Dashboard)$/,
    'telemetry',
  ],
  [/^AWS::(Backup::|DLM::LifecyclePolicy$)/, 'backup'],
  [/^AWS::(AutoScaling::(AutoScalingGroup|ScalingPolicy)|ApplicationAutoScaling::|FIS::)/, 'resiliency'],
  [/^AWS::(Config::|SecurityHub::|GuardDuty::|AccessAnalyzer::)/, 'configuration'],
  [/^AWS::(Budgets::|CE::)/, 'cost'],
  [/^AWS::(CodePipeline|CodeBuild)::/, 'cicd'],
  [/^AWS::SSM::(PatchBaseline|MaintenanceWindow)$|^AWS::Inspector/, 'patch'],
];

/** The aspect that a resource sets something up for. */
export function declaredAspect(type: string, properties: Members): AspectId | undefined {
  const found = DECLARES.find(([pattern]) => pattern.test(type))?.[1];
  if (found) return found;
  return (asNumber(properties.BackupRetentionPeriod) ?? 0) > 0 ? 'backup' : undefined;
}

/** What waits to act: alarms, scaling, schedules, backup plans, sources of logs. Only names are read. */
export function* declaredRule(id: string, type: string, properties: Members): Generator<Reading> {
  const sort = ruleType(type, properties);
  if (!sort) return;
  const title =
    asString(properties.AlarmName) ?? asString(properties.PolicyName) ?? asString(properties.Name);
  const off = asBoolean(properties.ActionsEnabled) === false || properties.State === 'DISABLED';
  yield { kind: 'rule', type: sort, id, enabled: !off, ...(title && { title: title.slice(0, 200) }) };
}

function ruleType(
  type: string,
  properties: Members,
): 'alert' | 'scaling' | 'schedule' | 'backup' | 'log-source' | undefined {
  if (/^AWS::CloudWatch::(Composite)?Alarm$/.test(type)) return 'alert';
  if (/^AWS::(AutoScaling|ApplicationAutoScaling)::ScalingPolicy$/.test(type)) return 'scaling';
  if (/^AWS::Events::Rule$|^AWS::Scheduler::Schedule$/.test(type))
    return 'ScheduleExpression' in properties ? 'schedule' : undefined;
  if (type === 'AWS::Backup::BackupPlan') return 'backup';
  return /^AWS::(CloudTrail::Trail|EC2::FlowLog)$/.test(type) ? 'log-source' : undefined;
}
