import { type Behind, type Doubt, doubtsOf, restsFrom } from '../../derive/doubts.ts';
import { phrasesIn } from '../../derive/phrases/phrases.ts';
import { standing } from '../../derive/standing.ts';
import type { Aspect, Model } from '../../model/model.ts';
import { DAY, type Instant } from '../../records/instant.ts';
import type { RecordKind } from '../../records/record.ts';
import type { EvidenceRow, Behind as StoredBehind } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { dayText } from '../scorecard/build.ts';
import type { Histories } from '../scorecard/histories.ts';

const PAGE = 1_000;
/** Practices that are looked at, at most: the newest say enough. */
const MOST = 10_000;
/** Records that name something that was looked at. An event says that something happened, and no more. */
const NAMES: readonly RecordKind[] = [
  'resource',
  'result',
  'cost',
  'identity',
  'component',
  'rule',
  'plan',
] as const;

/** A doubt as it leaves Assay. */
export interface ShownDoubt {
  kind: Doubt['kind'];
  /** In one sentence. */
  words: string;
}

/** What is asked: one aspect of one system. */
export interface DoubtQuestion {
  system: string;
  aspect: Aspect;
  at: Instant;
  known: Instant;
}

/** What the evidence of one level leaves open, the gravest first, in words. */
export async function doubtsAbout(
  reader: Reader,
  histories: Histories,
  model: Model,
  question: DoubtQuestion,
): Promise<ShownDoubt[]> {
  const { system, aspect, at, known } = question;
  const all = histories.of(system, at);
  const history = all.get(aspect.id);
  if (!history) return [];
  const { level } = standing(history, model.levels, at);
  const from = restsFrom(level, model.levels, at);
  const kinds = new Set<string>(aspect.coverage.known);
  const since = at - model.coverage.knownDays * DAY;
  const moved = await reader.movedThings({ system, kinds: aspect.coverage.known, from: since, known });
  const things = histories.things(system);
  const counted = things.filter(
    ({ kind, sightings }) => kinds.has(kind) && sightings.some((each) => each.at > since && each.at <= at),
  );
  const exempt = [...all.values()].filter(({ exemptions }) =>
    exemptions.some((each) => each.from <= at && at < each.until),
  );
  const doubts = doubtsOf(
    {
      at,
      level,
      practices: from === undefined ? [] : await practicesSince(reader, question, from),
      coverage: history.coverage,
      things,
      exemptions: history.exemptions,
      exempt: { count: exempt.length, of: all.size },
      moved: {
        systems: new Map(moved.map((each) => [each.system, each.things])),
        of: counted.length,
      },
    },
    aspect,
    {
      levels: model.levels,
      lateDays: model.coverage.lateDays,
      knownDays: model.coverage.knownDays,
      overrides: model.overrides,
    },
  );
  const say = phrasesIn(model.language);
  const day = dayText(histories.timeZone, model.language);
  return doubts.map((doubt) => ({ kind: doubt.kind, words: say.doubt(doubt, day) }));
}

async function practicesSince(
  reader: Reader,
  { system, aspect, known }: DoubtQuestion,
  from: Instant,
): Promise<Behind[]> {
  const practices: Behind[] = [];
  let after: string | undefined;
  do {
    const page = await reader.evidence(
      { system, aspect: aspect.id, known },
      { limit: PAGE, ...(after !== undefined && { after }) },
    );
    for (const row of page.rows) practices.push(behind(row));
    after = page.next;
  } while (
    after !== undefined &&
    practices.length < MOST &&
    (practices[practices.length - 1]?.at ?? from) > from
  );
  return practices;
}

function behind(row: EvidenceRow & StoredBehind): Behind {
  const { at, learned, output, automation, declared, document, origin, content } = row;
  return {
    at,
    learned,
    output,
    automation,
    declared,
    document,
    origin: origin.kind,
    name: origin.name,
    anySystem: origin.kind === 'token' && origin.claims?.['systems'] === 'any',
    mapped: row.adapter === 'csvmap',
    checked: row.thing !== undefined || NAMES.some((kind) => (row.records[kind] ?? 0) > 0),
    same: content?.same !== undefined,
    undated: content?.undated ?? false,
    behind: content?.behind ?? 0,
  };
}
