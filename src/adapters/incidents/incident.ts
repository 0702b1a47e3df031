import { type Instant, MINUTE } from '../../records/instant.ts';
import { serviceKey } from '../../records/key.ts';
import type { Resource, ResourceRef } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';

/** The service that raised an incident: an alert of it arrived. */
export function raisedBy(name: string | undefined): { about?: ResourceRef; found: Resource[] } {
  const bare = name?.trim();
  if (!bare) return { found: [] };
  const about: ResourceRef = { type: 'service', keys: [serviceKey(bare)], name: bare };
  return { about, found: [{ kind: 'resource', ...about, reaches: ['alerts'] }] };
}

/** The title with how long people took, e.g. `Ledger is down (acknowledged after 3 min, resolved after 40 min)`. */
export function timed(
  title: string,
  began: Instant | undefined,
  acknowledged: Instant | undefined,
  resolved: Instant | undefined,
): string {
  const parts: string[] = [];
  if (began !== undefined && acknowledged !== undefined && acknowledged >= began) {
    parts.push(`acknowledged after ${minutes(acknowledged - began)}`);
  }
  if (began !== undefined && resolved !== undefined && resolved >= began) {
    parts.push(`resolved after ${minutes(resolved - began)}`);
  }
  const short = oneLine(title, 130);
  return parts.length > 0 ? `${short} (${parts.join(', ')})` : short;
}

function minutes(span: number): string {
  return `${Math.round(span / MINUTE)} min`;
}
