import type { Instant } from '../records/instant.ts';
import type { SightingRow } from '../store/rows.ts';
import { learnedAt, type Setting } from './setting.ts';

/** Sightings that are remembered, at most; forgetting one costs no more than writing it again. */
const REMEMBERED = 50_000;

/** Sightings of one document: each once, however often the document speaks of the same thing. */
export interface Sightings {
  /** @param aspects bits as in SightingRow */
  add(thing: string, system: string | undefined, at: Instant, aspects: number): void;
  /** Those that say something new since the last call. */
  take(): SightingRow[];
}

export function sightings(setting: Setting): Sightings {
  const rows = new Map<string, SightingRow>();
  /** Aspects of those that were handed over before: large reports speak of the same things again and again. */
  const told = new Map<string, number>();
  /** The last of each thing: most entries say of it what the one before said. */
  const lasts = new Map<string, { system: string | undefined; at: Instant; aspects: number }>();
  return {
    add(thing, system, at, aspects) {
      const last = lasts.get(thing);
      if (last?.system === system && last?.at === at && (last.aspects | aspects) === last.aspects) return;
      lasts.set(thing, { system, at, aspects });
      const id = `${thing}\n${system ?? ''}\n${at}`;
      const before = told.get(id);
      if (before !== undefined && (before | aspects) === before) return;
      const known = rows.get(id);
      if (known) known.aspects |= aspects;
      else {
        const { document } = setting;
        rows.set(id, { thing, system, at, document, learned: learnedAt(setting, at), aspects });
      }
    },
    take() {
      const taken = [...rows.values()];
      if (told.size > REMEMBERED) {
        told.clear();
        lasts.clear();
      }
      for (const [id, { aspects }] of rows) told.set(id, aspects | (told.get(id) ?? 0));
      rows.clear();
      return taken;
    },
  };
}
