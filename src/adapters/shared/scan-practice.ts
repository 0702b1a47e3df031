import type { Practice } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';

/** What a scan finds, in the plural and of one. */
const ONE = {
  alerts: 'alert',
  checks: 'check',
  'errata to install': 'erratum to install',
  matches: 'match',
  'patches to install': 'patch to install',
  'policy checks': 'policy check',
  vulnerabilities: 'vulnerability',
  'vulnerable packages': 'vulnerable package',
  'weaknesses in code': 'weakness in code',
} as const;

/** The practice that a scan which ran to its end is, whatever it found. */
export function scanPractice(aspect: AspectId, count: number, what: keyof typeof ONE): Practice {
  return {
    kind: 'practice',
    aspect,
    output: 'test',
    note: count === 0 ? `no ${what} found` : `${count} ${count === 1 ? ONE[what] : what}`,
  };
}
