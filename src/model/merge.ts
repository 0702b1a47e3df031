import { broken, type Located, type LocatedList, type LocatedMap, placeOf } from './located.ts';

/**
 * Lays a user's file over the standard one: fields merge; lists of things that have an `id` (rungs: a
 * `level`) merge by it, where `remove: true` drops one; every other value replaces.
 * Throws a Refusal `model` where the override names a thing that is not there, or none.
 */
export function overlay(base: Located, over: Located): Located {
  if (base.kind === 'map' && over.kind === 'map') return overlayMap(base, over);
  if (base.kind === 'list' && over.kind === 'list' && isKeyed(base)) return overlayList(base, over);
  return over;
}

function overlayMap(base: LocatedMap, over: LocatedMap): LocatedMap {
  const fields = new Map(base.fields);
  for (const [name, value] of over.fields) {
    const before = fields.get(name);
    fields.set(name, before ? overlay(before, value) : value);
  }
  return { ...base, fields };
}

function overlayList(base: LocatedList, over: LocatedList): LocatedList {
  const items = new Map<string, Located>();
  for (const item of base.items) items.set(identity(item) ?? '', item);

  const named = new Set<string>();
  for (const item of over.items) {
    const id = identity(item);
    if (id === undefined) {
      throw broken(
        'An override names what it changes by its id, and this one has none.',
        placeOf(item),
        'Add the `id` of what is to be changed, or a new one.',
      );
    }
    if (named.has(id)) {
      throw broken(`${id} is given twice in this list.`, placeOf(item), 'Put both into one.');
    }
    named.add(id);
    const before = items.get(id);
    if (!isRemoval(item)) {
      items.set(id, before ? overlay(before, item) : item);
      continue;
    }
    if (!before) {
      throw broken(
        `${id} is to be removed, but the model has no such thing here.`,
        placeOf(item),
        `Take the line away, or name one of: ${[...items.keys()].join(', ')}.`,
      );
    }
    items.delete(id);
  }
  return { ...base, items: [...items.values()] };
}

/** What names a thing inside its list. */
function identity(item: Located): string | undefined {
  if (item.kind !== 'map') return undefined;
  const id = item.fields.get('id') ?? item.fields.get('level');
  return id?.kind === 'scalar' && id.value !== null ? String(id.value) : undefined;
}

function isKeyed(list: LocatedList): boolean {
  return list.items.some((item) => identity(item) !== undefined);
}

function isRemoval(item: Located): boolean {
  if (item.kind !== 'map') return false;
  const remove = item.fields.get('remove');
  return remove?.kind === 'scalar' && remove.value === true;
}
