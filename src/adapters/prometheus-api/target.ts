import { asString, type Members } from '../../formats/schema.ts';
import { type Instant, parseInstant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { labelsOf, resourceOf } from './labels.ts';

/** What one active target shows. */
export interface Target {
  readings: Reading[];
  /** When it was last heard from; undefined where it was not. */
  heard: Instant | undefined;
}

/** A target that is up was heard from at its last scrape; one that is down is an event. */
export function readTarget(item: Members, pointer: string): Target {
  const resource = resourceOf(labelsOf(item.labels), labelsOf(item.discoveredLabels));
  const health = asString(item.health)?.toLowerCase();
  const at = scrapeTime(item.lastScrape);
  if (!resource || health === undefined) {
    const why = resource
      ? 'Expected the health of the target.'
      : 'The labels name neither a host nor a service.';
    return { readings: [{ kind: 'problem', where: pointer, why }], heard: undefined };
  }
  const when = at === undefined ? {} : { at };
  if (health === 'up' && at !== undefined) {
    return { readings: [{ kind: 'resource', ...resource, at, reaches: ['telemetry'] }], heard: at };
  }
  const readings: Reading[] = [{ kind: 'resource', ...resource, ...when }];
  if (health === 'down') {
    readings.push({
      kind: 'event',
      type: 'failed-run',
      aspect: 'telemetry',
      ...when,
      // Not the scrape's own error: it quotes addresses, which may hold credentials.
      title: `Prometheus could not scrape ${resource.name ?? 'a target'}`,
      resource,
    });
  }
  return { readings, heard: undefined };
}

/** Prometheus writes Go's zero time for what has not happened yet. */
export function scrapeTime(value: unknown): Instant | undefined {
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  return at === undefined || at <= 0 ? undefined : at;
}
