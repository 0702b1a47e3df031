/**
 * Ids that were merged in a write. A writer that found out late that two things are one may still hold rows
 * for the one that went: they count for the thing that it became.
 */
export interface MergedIds {
  add(from: string, into: string): void;
  /** The id that stands for a thing now. */
  now(id: string): string;
}

export function mergedIds(): MergedIds {
  const became = new Map<string, string>();
  return {
    add(from, into) {
      for (const [id, thing] of became) if (thing === from) became.set(id, into);
      became.set(from, into);
      became.delete(into);
    },
    now: (id) => became.get(id) ?? id,
  };
}
