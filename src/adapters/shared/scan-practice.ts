import type { Practice } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';

/**
 * The practice that a scan which ran to its end is, whatever it found.
 * @param what in the plural, e.g. `vulnerabilities`
 */
export function scanPractice(aspect: AspectId, count: number, what: string): Practice {
  return {
    kind: 'practice',
    aspect,
    output: 'test',
    note: count === 0 ? `no ${what} found` : `${count} ${what}`,
  };
}
