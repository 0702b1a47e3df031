import type { CriticalityId } from '../../../../src/model/model.ts';

export const marks = {
  criticality: (word: string) => `${word} criticality`,
  criticalityShort: { high: 'High', medium: 'Med', low: 'Low' } satisfies Record<CriticalityId, string>,
  criticalityUnknown: 'Criticality not known',
  production: 'Production',
  productionShort: 'Prod',
  notProduction: 'Not production',
  productionUnknown: 'Production not known',
};
