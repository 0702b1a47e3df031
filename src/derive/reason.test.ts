import { expect, test } from 'vitest';
import { DAY } from '../records/instant.ts';
import type { Standing } from './history.ts';
import { nextSentence, reasonSentence } from './reason.ts';
import { RULES } from './testing/rules.ts';

const day = (instant: number) => `day ${instant / DAY}`;
const ASPECT = {
  coverage: { words: 'hosts ÷ hosts', known: ['host' as const], weight: 'one' as const },
  steps: { '1': 'Begin.', '2': 'Two.', '3': 'Three.', '4': 'Four.' },
};
const NOTHING: Standing = {
  level: 1,
  exempt: false,
  since: undefined,
  lapse: undefined,
  next: undefined,
  latest: undefined,
  coverage: undefined,
};

const told: [what: string, Partial<Standing>, Record<'en' | 'de', [reason: string, next: string]>][] = [
  [
    'nothing yet',
    { next: { level: 2, missing: [{ kind: 'practice' }], earliest: undefined } },
    {
      en: ['No evidence that it was ever practised.', 'Begin.'],
      de: ['Kein Beleg, dass es je praktiziert wurde.', 'Begin.'],
    },
  ],
  [
    'lapsed',
    { latest: 3 * DAY },
    {
      en: ['Last practised on day 3, which is too long ago to count.', ''],
      de: ['Zuletzt am day 3 praktiziert; das ist zu lange her, um zu zählen.', ''],
    },
  ],
  [
    'only once',
    {
      level: 2,
      latest: 3 * DAY,
      next: { level: 3, missing: [{ kind: 'practice' }], earliest: undefined },
    },
    {
      en: [
        'Practised at least once in the last 365 days, the latest on day 3. Nothing that counts for more happened lately.',
        'For level 3: practise it at least every 95 days, for 100 days.',
      ],
      de: [
        'In den letzten 365 Tagen mindestens einmal praktiziert, zuletzt am day 3. Was für mehr zählen würde, geschah zuletzt nicht.',
        'Für Stufe 3: praktizieren, mindestens alle 95 Tage, 100 Tage lang.',
      ],
    },
  ],
  [
    'monthly, with coverage and outputs missing',
    {
      level: 4,
      since: 2 * DAY,
      latest: 9 * DAY,
      next: {
        level: 5,
        missing: [
          { kind: 'practice', output: 'report' },
          { kind: 'practice', output: 'alert' },
          { kind: 'coverage', needed: 0.9, share: 0.625 },
        ],
        earliest: undefined,
      },
    },
    {
      en: [
        'Practised without a gap of more than 32 days, at least semi-automated; at this level since day 2, the latest on day 9.',
        'For level 5: add a report and an alert at least every 8 days by a machine on its own, for 21 days; reach more: coverage is 62 % and 90 % is needed (hosts ÷ hosts).',
      ],
      de: [
        'Ohne Lücke von mehr als 32 Tagen praktiziert, mindestens halbautomatisch; auf dieser Stufe seit day 2, zuletzt am day 9.',
        'Für Stufe 5: einen Bericht und einen Alarm ergänzen, mindestens alle 8 Tage, allein durch eine Maschine, 21 Tage lang; mehr erreichen: Die Abdeckung beträgt 62 %, und nötig sind 90 % (hosts ÷ hosts).',
      ],
    },
  ],
  [
    'at the top, and what keeps it there',
    { level: 5, since: 2 * DAY, latest: 9 * DAY, lapse: { at: 12 * DAY, to: 3 } },
    {
      en: [
        'Practised without a gap of more than 8 days, fully automated, with tests, reports, alerts and dashboard views; at this level since day 2, the latest on day 9.',
        'Keep it up: it falls to 3 on day 12 unless something new arrives.',
      ],
      de: [
        'Ohne Lücke von mehr als 8 Tagen praktiziert, vollautomatisch, mit Tests, Berichten, Alarmen und Blicken aufs Dashboard; auf dieser Stufe seit day 2, zuletzt am day 9.',
        'Weiter so: Es fällt am day 12 auf 3, wenn nichts Neues eintrifft.',
      ],
    },
  ],
  [
    'waiting, with nobody knowing what there is',
    {
      level: 3,
      since: 2 * DAY,
      latest: 9 * DAY,
      next: {
        level: 4,
        missing: [
          { kind: 'time', since: 2 * DAY, until: 40 * DAY },
          { kind: 'coverage', needed: 0.5, share: undefined },
        ],
        earliest: 40 * DAY,
      },
    },
    {
      en: [
        'Practised without a gap of more than 95 days; at this level since day 2, the latest on day 9.',
        'For level 4: keep it up, at least every 32 days, until day 40; hand in an inventory, for coverage is unknown and 50 % is needed (hosts ÷ hosts).',
      ],
      de: [
        'Ohne Lücke von mehr als 95 Tagen praktiziert; auf dieser Stufe seit day 2, zuletzt am day 9.',
        'Für Stufe 4: weiter so, mindestens alle 32 Tage, bis zum day 40; ein Inventar abgeben, denn die Abdeckung ist unbekannt, und nötig sind 50 % (hosts ÷ hosts).',
      ],
    },
  ],
  [
    'exempt',
    { level: 3, exempt: true },
    {
      en: ['Exempt: it does not apply here for now.', ''],
      de: ['Ausgenommen: Es gilt hier vorerst nicht.', ''],
    },
  ],
];

test.each(told)('%s is told in each language', (_what, standing, words) => {
  for (const language of ['en', 'de'] as const) {
    const rungs = { levels: RULES, language };
    const here = { ...NOTHING, ...standing };
    expect([reasonSentence(here, rungs, day), nextSentence(here, rungs, ASPECT, day)]).toEqual(
      words[language],
    );
  }
});
