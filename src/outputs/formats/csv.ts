import { csvCell, csvText } from '../../formats/csv-text.ts';
import type { Format } from './format.ts';

export { csvCell, csvText };

const COLUMNS = [
  'system',
  'name',
  'team',
  'score',
  'aspect',
  'number',
  'level',
  'since',
  'lapses',
  'lapses_to',
  'next_level',
  'earliest',
  'coverage',
  'exempt',
  'reason',
  'next',
] as const;

/** RFC 4180: one row for each system and aspect. */
export const csv: Format = (card, { aspects }) => {
  const rows = card.systems.flatMap((system) =>
    system.aspects.map((here) => [
      system.id,
      system.name,
      system.team,
      system.score,
      here.id,
      aspects.find(({ id }) => id === here.id)?.number ?? null,
      here.level,
      here.since,
      here.lapses,
      here.lapsesTo,
      here.nextLevel,
      here.earliest,
      here.coverage,
      here.exempt ? 'yes' : 'no',
      here.reason,
      here.next,
    ]),
  );
  return csvText([COLUMNS, ...rows]);
};
