import type { LevelRule } from '../../model/model.ts';

/** The level rule's numbers, as DESIGN gives them. */
export const RULES: readonly LevelRule[] = [
  {
    level: 2,
    title: 'Ad hoc',
    automation: 'manual',
    outputs: [],
    declaredCounts: true,
    freshDays: 365,
    sustainedDays: 0,
  },
  {
    level: 3,
    title: 'Quarterly',
    automation: 'manual',
    outputs: [],
    declaredCounts: false,
    freshDays: 95,
    sustainedDays: 100,
  },
  {
    level: 4,
    title: 'Monthly',
    automation: 'semi',
    outputs: [],
    declaredCounts: false,
    freshDays: 32,
    sustainedDays: 60,
    coverage: 0.5,
  },
  {
    level: 5,
    title: 'Weekly',
    automation: 'full',
    outputs: ['test', 'report', 'alert', 'dashboard'],
    declaredCounts: false,
    freshDays: 8,
    sustainedDays: 21,
    coverage: 0.9,
  },
];
