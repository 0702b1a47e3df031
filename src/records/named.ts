import { arnKey, cloudKey, hostKey, imageKey, type Key, otherKey, repositoryKey, serviceKey } from './key.ts';
import type { ResourceRef } from './record.ts';

/** Types of resources that people may name by hand, and the key that a plain name becomes. */
const NAMED: ReadonlyMap<string, (name: string) => Key> = new Map([
  ['repository', repositoryKey],
  ['image', imageKey],
  ['host', hostKey],
  ['service', serviceKey],
  ['database', (name: string) => otherKey('database', name)],
  ['bucket', (name: string) => otherKey('bucket', name)],
  ['volume', (name: string) => otherKey('volume', name)],
]);

/** Types that may stand before the colon. */
export const NAMED_TYPES: readonly string[] = [...NAMED.keys()];

/**
 * A resource as people write it: `TYPE:NAME`, e.g. `host:web-1`, `database:orders`,
 * `database:arn:aws:rds:eu-west-1:111122223333:db:orders`. An ARN, an Azure resource id or a Google full resource
 * name is known by that. Undefined where the text is none.
 */
export function namedResource(text: string): ResourceRef | undefined {
  const colon = text.indexOf(':');
  const name = text.slice(colon + 1).trim();
  const type = text.slice(0, colon);
  const plain = NAMED.get(type);
  if (!plain || name === '') return undefined;
  return { type: type as ResourceRef['type'], keys: [keyOf(name) ?? plain(name)], name }; // one of NAMED
}

function keyOf(name: string): Key | undefined {
  if (/^arn:[^:]+:[^:]+:/.test(name)) return arnKey(name);
  if (/^\/subscriptions\//i.test(name)) return cloudKey('azure', name);
  if (/^\/\/[a-z]+\.googleapis\.com\//.test(name)) return cloudKey('gcp', name);
  return undefined;
}
