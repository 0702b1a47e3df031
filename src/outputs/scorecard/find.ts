import type { Aspect, Model } from '../../model/model.ts';
import { Refusal } from '../../records/refusal.ts';
import type { SystemRow } from '../../store/rows.ts';

/**
 * The system that a person names, by id or name, letter case aside.
 * @throws Refusal `not-found`, with the nearest name there is
 */
export function findSystem<System extends Pick<SystemRow, 'id' | 'name'>>(
  systems: readonly System[],
  name: string,
): System {
  const wanted = name.trim().toLowerCase();
  const found = systems.find((system) => system.id === wanted || system.name.toLowerCase() === wanted);
  if (found) return found;
  const near = nearest(
    wanted,
    systems.flatMap((system) => [system.id, system.name.toLowerCase()]),
  );
  const next = near ? `Did you mean ${near}?` : 'See: assay systems';
  throw new Refusal('not-found', `There is no system "${name}".`, {}, next);
}

/**
 * The aspect that a person names, by id, number or title.
 * @throws Refusal `not-found`, with the nearest id there is
 */
export function findAspect(model: Model, name: string): Aspect {
  const wanted = name.trim().toLowerCase();
  const found = model.aspects.find(
    (aspect) =>
      aspect.id === wanted || String(aspect.number) === wanted || aspect.title.toLowerCase() === wanted,
  );
  if (found) return found;
  const ids = model.aspects.map((aspect) => aspect.id);
  const near = nearest(wanted, ids);
  const next = near ? `Did you mean ${near}?` : `The aspects are ${ids.join(', ')}.`;
  throw new Refusal('not-found', `There is no aspect "${name}".`, {}, next);
}

/** The candidate with the fewest edits, where they are few enough to be a slip. */
function nearest(text: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(text, candidate);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
