import type { Resource } from '../../records/record.ts';

/** Passes a resource on the first time that a document names it with a later time than before. */
export type Once = (resource: Resource) => Generator<Resource>;

export function seenOnce(): Once {
  const latest = new Map<string, number>();
  return function* (resource) {
    const id = resource.keys.join(' ');
    const at = resource.at ?? Number.NEGATIVE_INFINITY;
    const known = latest.get(id);
    if (known !== undefined && known >= at) return;
    latest.set(id, at);
    yield resource;
  };
}
