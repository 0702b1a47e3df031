/**
 * Growth from one score to a later one: ln(now / then), so that 15 to 25 (0.51) stands far above 70 to 75
 * (0.07). Undefined where either is unknown.
 */
export function growth(now: number | undefined, then: number | undefined): number | undefined {
  if (now === undefined || then === undefined || now <= 0 || then <= 0) return undefined;
  return Math.log(now / then);
}
