import { asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { alertSeverity } from '../shared/alert-severity.ts';
import { labelsOf, resourceOf } from './labels.ts';
import type { Once } from './seen.ts';
import { scrapeTime } from './target.ts';

/**
 * An alert that fires: an event since it became active, and the alert rule exercised. What it fires for is
 * watched by a rule, beyond doubt.
 * @param evaluated when its rule was last evaluated, where the answer says so: it fired still
 */
export function* firingAlert(
  item: Members,
  pointer: string,
  evaluated: Instant | undefined,
  once: Once,
): Generator<Reading> {
  const labels = labelsOf(item.labels);
  const name = asString(labels.alertname);
  const active = scrapeTime(item.activeAt);
  if (!name || active === undefined) {
    yield { kind: 'problem', where: pointer, why: 'Expected the label `alertname` and the time `activeAt`.' };
    return;
  }
  const at = evaluated ?? active;
  const resource = resourceOf(labels);
  const severity = alertSeverity(asString(labels.severity));
  if (resource) yield* once({ kind: 'resource', ...resource, at, reaches: ['alerts'] });
  yield {
    kind: 'event',
    type: 'alert',
    aspect: 'alerts',
    at: active,
    title: name,
    ...(severity && { severity }),
    ...(resource && { resource }),
  };
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'alert',
    at,
    automation: 'full',
    ...(resource && { subject: resource }),
    reference: name,
    note: `Alert ${name} fired`,
  };
}
