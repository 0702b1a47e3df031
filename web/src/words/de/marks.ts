import type { CriticalityId } from '../../../../src/model/model.ts';

export const marks = {
  criticality: (word: string) => `Kritikalität: ${word}`,
  criticalityShort: { high: 'Hoch', medium: 'Mittel', low: 'Niedrig' } satisfies Record<
    CriticalityId,
    string
  >,
  criticalityUnknown: 'Kritikalität nicht bekannt',
  production: 'Produktion',
  productionShort: 'Prod',
  notProduction: 'Nicht Produktion',
  productionUnknown: 'Ob Produktion, ist nicht bekannt',
};
