import { appendFileSync } from 'node:fs';
import { SEED } from './chance.ts';

/**
 * Prints what a run did and found, in numbers, and keeps them for `npm run soak`, which adds them up.
 * @param id of the fault (docs of this folder), and the store where it ran on one
 */
export function tell(id: string, numbers: Readonly<Record<string, number>>): void {
  const text = Object.entries(numbers)
    .map(([name, value]) => `${Math.round(value * 10) / 10} ${name}`)
    .join(', ');
  console.log(`faults ${id} (seed ${SEED}): ${text}`);
  const file = process.env['FAULTS_LOG'];
  if (file) appendFileSync(file, `${JSON.stringify({ id, seed: SEED, numbers })}\n`);
}
