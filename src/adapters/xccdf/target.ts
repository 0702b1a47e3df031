import { hostKey, imageKey, type Key } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';

/** Names that every machine has. */
const EVERYONE = /^(localhost(\.localdomain)?|unknown|127\.|::1$|0\.0\.0\.0$|fe80:)/i;

/**
 * What was looked at, by its names; by its addresses only where it has no name, since those of private networks
 * are used again and again. Container images are known by what OpenSCAP calls them.
 */
export function targetOf(
  names: readonly (string | undefined)[],
  addresses: readonly (string | undefined)[] = [],
): ResourceRef | undefined {
  const image = /^(?:docker|podman)(?:-image)?:\/\/(.+)$/i.exec(names[0]?.trim() ?? '')?.[1];
  if (image) return { type: 'image', keys: [imageKey(image)], name: image };
  const keys: Key[] = [];
  let name: string | undefined;
  for (const each of [...names, ...(names.some(usable) ? [] : addresses)]) {
    if (!usable(each)) continue;
    const key = hostKey(each);
    name ??= each.trim();
    if (!keys.includes(key)) keys.push(key);
  }
  return name === undefined ? undefined : { type: 'host', keys: keys.slice(0, 10), name };
}

function usable(name: string | undefined): name is string {
  const bare = name?.trim() ?? '';
  return bare !== '' && bare.length <= 253 && !/\s/.test(bare) && !EVERYONE.test(bare);
}
