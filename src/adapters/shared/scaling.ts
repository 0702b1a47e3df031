import type { Reading, ResourceRef, Result } from '../../records/record.ts';

/** What a cloud says of a group of machines that answers for one another; undefined where it does not say. */
export interface Scaling {
  /** Prefix of the rules, e.g. `gcp-autoscaler`. */
  readonly rules: string;
  readonly of: ResourceRef;
  /** Zones that it spreads over. */
  readonly zones?: number | undefined;
  /** Instances at least and at most; equal where it does not scale. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Whether what is unhealthy is found and replaced, or no longer asked. */
  readonly health?: boolean | undefined;
  /** Whether scaling is switched on. */
  readonly enabled?: boolean | undefined;
}

/**
 * Statements about what is configured: more than one zone, at least two instances, room to grow, health that
 * is looked at, scaling that is switched on. What is not said is not tested; a group that may have no
 * instance has nothing to survive and is skipped.
 */
export function* scalingResults({
  rules,
  of,
  zones,
  min,
  max,
  health,
  enabled,
}: Scaling): Generator<Reading> {
  const idle = max === 0;
  const tested = (
    rule: string,
    title: string,
    severity: Result['severity'],
    passes: boolean,
    message: string,
  ): Result => ({
    kind: 'result',
    aspect: 'resiliency',
    rule: { id: `${rules}.${rule}`, title },
    status: idle ? 'skipped' : passes ? 'pass' : 'fail',
    severity,
    declared: true,
    resource: of,
    message,
  });
  if (zones !== undefined) {
    const title = 'It spans more than one zone';
    yield tested('multi-zone', title, 'high', zones > 1, zones === 0 ? 'No zone' : `Zones: ${zones}`);
  }
  if (min !== undefined) {
    yield tested('min-size', 'It keeps at least two instances', 'medium', min >= 2, `Least: ${min}`);
  }
  if (min !== undefined && max !== undefined) {
    yield tested('max-size', 'It has room to grow', 'medium', max > min, `Least: ${min}, most: ${max}`);
  }
  if (health !== undefined) {
    const title = 'Its health is looked at';
    yield tested('health-check', title, 'medium', health, health ? 'A health check is set' : 'None is set');
  }
  if (enabled !== undefined) {
    yield tested('enabled', 'Scaling is switched on', 'high', enabled, enabled ? 'On' : 'Off');
  }
}

/** The practice that such a configuration is: declared, for only a loss shows that it is survived. */
export function scalingDeclared(of: ResourceRef, note: string): Reading {
  return { kind: 'practice', aspect: 'resiliency', output: 'test', declared: true, subject: of, note };
}
