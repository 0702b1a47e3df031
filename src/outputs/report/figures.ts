/** A score of 75, e.g. `41.5`; a dash where there is none. */
export function scoreText(score: number | null): string {
  if (score === null) return '–';
  return Number.isInteger(score) ? String(score) : score.toFixed(1);
}

/** Growth with its sign, e.g. `+0.51`; a dash where there is none. */
export function growthText(growth: number | null): string {
  if (growth === null) return '–';
  const text = Math.abs(growth).toFixed(2);
  if (text === '0.00') return '0';
  return growth > 0 ? `+${text}` : `−${text}`;
}
