import { asArray, asInteger, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Result } from '../../records/record.ts';

/** What is tested about a group. */
export type Statement = Pick<Result, 'rule' | 'status' | 'severity' | 'message'>;

/** Processes without which a group no longer replaces or adds what is lost (EC2 Auto Scaling User Guide). */
const NEEDED = new Set([
  'Launch',
  'Terminate',
  'HealthCheck',
  'ReplaceUnhealthy',
  'AlarmNotification',
  'AddToLoadBalancer',
  'AZRebalance',
]);
/** Those of them that stop scaling altogether. */
const SCALING = new Set(['Launch', 'Terminate', 'AlarmNotification']);

/** Whether the group cannot scale, because someone suspended what it takes. */
export function processesSuspended(item: Members): boolean {
  return suspended(item).some((name) => SCALING.has(name));
}

/**
 * Statements about one group: spread over zones, no single instance, room to grow, health as its load
 * balancer sees it, nothing suspended. A group that may have no instances has nothing to survive: skipped.
 */
export function tested(item: Members): Statement[] {
  const min = asInteger(item.MinSize);
  const max = asInteger(item.MaxSize);
  const desired = asInteger(item.DesiredCapacity) ?? min;
  const idle = max === 0;
  const zones = asArray(item.AvailabilityZones).length;
  const balanced =
    asArray(item.LoadBalancerNames).length > 0 ||
    asArray(item.TargetGroupARNs).length > 0 ||
    asArray(item.TrafficSources).length > 0;
  const checks = (asString(item.HealthCheckType) ?? '').split(',').map((word) => word.trim());
  const stopped = suspended(item).filter((name) => NEEDED.has(name));

  return [
    {
      rule: { id: 'aws-autoscaling.multi-zone', title: 'The group spans more than one availability zone' },
      status: idle ? 'skipped' : zones > 1 ? 'pass' : 'fail',
      severity: 'high',
      message: `Availability zones: ${zones}`,
    },
    {
      rule: { id: 'aws-autoscaling.min-size', title: 'The group keeps at least two instances' },
      status: idle || min === undefined ? 'skipped' : min >= 2 ? 'pass' : 'fail',
      severity: 'medium',
      message: `Least: ${min ?? 'not said'}`,
    },
    {
      rule: { id: 'aws-autoscaling.max-size', title: 'The group has room to grow' },
      status:
        idle || max === undefined || desired === undefined ? 'skipped' : max > desired ? 'pass' : 'fail',
      severity: 'medium',
      message: `Wanted: ${desired ?? 'not said'}, most: ${max ?? 'not said'}`,
    },
    {
      rule: {
        id: 'aws-autoscaling.health-check',
        title: 'The group replaces instances that its load balancer finds unhealthy',
      },
      status: idle || !balanced ? 'skipped' : checks.includes('ELB') ? 'pass' : 'fail',
      severity: 'medium',
      message: balanced ? `Health checks: ${checks.join(', ')}` : 'Not behind a load balancer',
    },
    {
      rule: {
        id: 'aws-autoscaling.suspended-processes',
        title: 'No process that replaces or adds instances is suspended',
      },
      status: stopped.length === 0 ? 'pass' : 'fail',
      severity: 'high',
      message: stopped.length === 0 ? 'None suspended' : `Suspended: ${stopped.join(', ')}`,
    },
  ];
}

function suspended(item: Members): string[] {
  const names = asArray(item.SuspendedProcesses).map((element) => asString(asObject(element)?.ProcessName));
  return names.filter((name) => name !== undefined);
}
