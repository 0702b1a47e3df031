import type { CriticalityId, Model } from '../model/model.ts';

/** What is said, or seen, of a system; undefined where nobody says and nothing shows. */
export interface ExposureFacts {
  pii: boolean | undefined;
  public: boolean | undefined;
  /** A month, in the currency of the model's production rule. */
  monthlyCost: number | undefined;
}

/** What follows from declared and observed facts. */
export interface ExposureVerdict {
  criticality: CriticalityId | undefined;
  production: boolean | undefined;
  /** Where they disagree. */
  disagreements: { fact: keyof ExposureFacts; declared: boolean | number; observed: boolean | number }[];
  /** What nobody says and nothing shows. */
  unknown: (keyof ExposureFacts)[];
}

/**
 * Criticality and production of a system. The more severe of declared and observed counts: people forget to
 * declare, and tools do not see everything; where the two disagree, it is said.
 */
export function exposureOf(
  declared: ExposureFacts,
  observed: ExposureFacts,
  model: Pick<Model, 'criticality' | 'production'>,
): ExposureVerdict {
  const pii = either(declared.pii, observed.pii);
  const open = either(declared.public, observed.public);
  const cost = larger(declared.monthlyCost, observed.monthlyCost);
  const limit = model.production.monthlyCost.amount;
  const costly = cost === undefined ? undefined : cost > limit;
  const disagreements: ExposureVerdict['disagreements'] = [];
  for (const fact of ['pii', 'public'] as const) {
    const said = declared[fact];
    const seen = observed[fact];
    if (said !== undefined && seen !== undefined && said !== seen) {
      disagreements.push({ fact, declared: said, observed: seen });
    }
  }
  const { monthlyCost: said } = declared;
  const { monthlyCost: seen } = observed;
  // Only a difference that changes what follows is worth a word.
  if (said !== undefined && seen !== undefined && said > limit !== seen > limit) {
    disagreements.push({ fact: 'monthlyCost', declared: said, observed: seen });
  }
  const unknown: (keyof ExposureFacts)[] = [];
  if (pii === undefined) unknown.push('pii');
  if (open === undefined) unknown.push('public');
  if (cost === undefined) unknown.push('monthlyCost');
  return {
    criticality: model.criticality.find((rule) => rule.pii === pii && rule.public === open)?.criticality,
    production: productionOf(model, open, pii, costly),
    disagreements,
    unknown,
  };
}

/** Any one is enough; "no" needs all of them to be known. */
function productionOf(
  model: Pick<Model, 'production'>,
  open: boolean | undefined,
  pii: boolean | undefined,
  costly: boolean | undefined,
): boolean | undefined {
  const signs: (boolean | undefined)[] = [costly];
  if (model.production.public) signs.push(open);
  if (model.production.pii) signs.push(pii);
  if (signs.includes(true)) return true;
  return signs.includes(undefined) ? undefined : false;
}

function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : a || b;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
