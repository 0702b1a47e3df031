import fc from 'fast-check';
import { ASPECTS, LEVELS } from '../../records/words.ts';
import type { FormatOptions } from '../formats/format.ts';
import type { Helper } from '../scorecard/help.ts';
import type { AspectScore, Scorecard, SystemScore } from '../scorecard/scorecard.ts';

const AT = '2026-11-20T00:00:00Z';

export const OPTIONS: FormatOptions = {
  aspects: ASPECTS.map((id, index) => ({
    id,
    number: index + 1,
    title: id.toUpperCase(),
    summary: `About ${id}.`,
  })),
  below: 3,
  path: 'README.md',
  version: '1.0.0',
};

/** Where the systems of a scorecard stand, as `helpFor` takes it. */
export function standsOf({ systems }: Scorecard): Helper[] {
  return systems.map(({ id, name, team, aspects }) => ({
    id,
    name,
    team,
    levels: aspects.map(({ level, exempt }) => (exempt ? 0 : level)),
  }));
}

/** A system with the given levels; aspects that are not named are at level 1. */
export function system(
  id: string,
  levels: Partial<Record<AspectScore['id'], Partial<AspectScore>>>,
  more: Partial<SystemScore> = {},
): SystemScore {
  return {
    id,
    name: id,
    team: null,
    score: 30,
    of: 75,
    compared: more.score ?? 30,
    exempt: 0,
    aspects: ASPECTS.map((aspect) => ({
      id: aspect,
      level: 1,
      since: null,
      lapses: null,
      lapsesTo: null,
      reason: 'Nothing was seen.',
      next: 'Begin.',
      nextLevel: 2,
      earliest: null,
      missing: [],
      coverage: null,
      latest: null,
      exempt: false,
      missingCoverage: [],
      ...levels[aspect],
    })),
    exposure: {
      criticality: null,
      production: null,
      pii: { declared: null, observed: null },
      public: { declared: null, observed: null },
      monthlyCost: { declared: null, observed: null, currency: 'USD' },
      notes: [],
    },
    growth: { since: AT, from: 30, value: null },
    openFindings: 0,
    lapsesNext: null,
    ...more,
  };
}

export function card(systems: SystemScore[], focus: Scorecard['focus'] = []): Scorecard {
  return {
    organization: 'default',
    at: AT,
    known: AT,
    model: { version: '1', overrides: [] },
    systems,
    focus,
  };
}

/** Text that means something to a spreadsheet, a page, a markup or a shell. */
export const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        "'",
        ',',
        ';',
        '|',
        '<',
        '&',
        ']]>',
        '`',
        'a',
        '＝',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
);

/** Scorecards whose names and sentences are hostile. */
export const cards = fc
  .array(
    fc.record({
      name: hostile,
      reason: hostile,
      levels: fc.array(fc.record({ level: fc.constantFrom(...LEVELS), exempt: fc.boolean() }), {
        minLength: ASPECTS.length,
        maxLength: ASPECTS.length,
      }),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    card(
      all.map(({ name, reason, levels }, index) => {
        const made = levels.map((level, at) => [ASPECTS[at], { ...level, reason }]);
        return system(`system-${index}`, Object.fromEntries(made), { name });
      }),
    ),
  );
