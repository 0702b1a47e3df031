import { z } from 'zod';
import type { Model } from '../../model/model.ts';
import type { EventData } from '../../outbound/event.ts';
import { buildScorecard } from '../../outputs/scorecard/build.ts';
import type { Scorecard, SystemScore } from '../../outputs/scorecard/scorecard.ts';
import { DAY } from '../../records/instant.ts';
import { LEVELS, type Level } from '../../records/words.ts';
import type { Store, Writer } from '../../store/store.ts';
import type { scorecards } from '../scorecards.ts';
import { type SourceOf, tell } from './events.ts';

/** How long before a level falls it is told. */
const AHEAD = 14 * DAY;
const NOTE = 'told';

const Told = z.object({
  /** System → aspect → level. */
  levels: z.record(z.string(), z.record(z.string(), z.literal(LEVELS))),
  /** `system aspect instant` of lapses that were told. */
  lapses: z.array(z.string()),
  /** The model that made them; absent in what was told before it was noted. */
  model: z.string().optional(),
});
type Told = z.output<typeof Told>;

export interface Watching {
  store: Store;
  model: Model;
  now: () => number;
  source: SourceOf;
  scorecards: ReturnType<typeof scorecards>;
}

/**
 * Compares every organization's levels with those that were told last, and tells what changed and what will
 * lapse. Levels move by time alone as well, so this looks again and again. The first look tells nothing: there
 * is nothing to compare with.
 */
export async function watchLevels({ store, model, now, source, scorecards }: Watching): Promise<void> {
  for (const { id, example } of await store.organizations()) {
    if (example) continue;
    const reader = store.reader(id);
    if (!(await reader.subscriptions()).some(({ enabled }) => enabled)) continue;
    const at = now();
    const histories = await scorecards.histories(id, undefined);
    const card = buildScorecard(histories, model, { at, known: at });
    const before = toldBefore(await reader.note(NOTE));
    const after = toldNow(card, at);
    if (before && JSON.stringify(before) === JSON.stringify(after)) continue;
    await store.write(id, async (writer) => {
      await writer.putNote(NOTE, JSON.stringify(after));
      // Levels of another model are not compared with.
      if (before && (before.model === undefined || before.model === after.model))
        await tellChanges(writer, source(id), at, card, before);
    });
  }
}

async function tellChanges(
  writer: Writer,
  source: string,
  at: number,
  card: Scorecard,
  before: Told,
): Promise<void> {
  const subscriptions = await writer.subscriptions();
  const lapses = new Set(before.lapses);
  for (const system of card.systems) {
    for (const data of changesOf(system, before))
      await tell(writer, subscriptions, source, at, 'dev.assay.level.changed', data);
    for (const data of lapsesOf(system, at))
      if (!lapses.has(keyOf(data)))
        await tell(writer, subscriptions, source, at, 'dev.assay.level.will-lapse', data);
  }
}

function changesOf(system: SystemScore, before: Told): EventData['dev.assay.level.changed'][] {
  const known = before.levels[system.id];
  return system.aspects.flatMap(({ id, level, reason }) => {
    // A system that is new stood nowhere before.
    const from: Level = known?.[id] ?? 1;
    return from === level ? [] : [{ system: named(system), aspect: id, from, to: level, reason }];
  });
}

function lapsesOf(system: SystemScore, at: number): EventData['dev.assay.level.will-lapse'][] {
  return system.aspects.flatMap(({ id, level, lapses, lapsesTo, next }) => {
    if (lapses === null || lapsesTo === null || Date.parse(lapses) > at + AHEAD) return [];
    return [{ system: named(system), aspect: id, level, to: lapsesTo, lapses, next }];
  });
}

function toldNow(card: Scorecard, at: number): Told {
  const levels: Told['levels'] = {};
  const lapses: string[] = [];
  for (const system of card.systems) {
    levels[system.id] = Object.fromEntries(system.aspects.map(({ id, level }) => [id, level]));
    lapses.push(...lapsesOf(system, at).map(keyOf));
  }
  return { levels, lapses, model: JSON.stringify(card.model) };
}

function toldBefore(text: string | undefined): Told | undefined {
  return text === undefined ? undefined : Told.parse(JSON.parse(text));
}

function keyOf({ system, aspect, lapses }: EventData['dev.assay.level.will-lapse']): string {
  return `${system.id} ${aspect} ${lapses}`;
}

function named({ id, name }: SystemScore): { id: string; name: string } {
  return { id, name };
}
