import { type Handed, handedBytes } from '../src/intake/handed.ts';

/** Test cases in each report. */
export const CASES = 150;

/** A test report, told from others by its number; it happened on a day of its own. */
export function report(number: number, cases: number = CASES): string {
  const each = Array.from(
    { length: cases },
    (_, index) => `<testcase classname="suite${number}" name="case ${index}"/>`,
  );
  const at = new Date(Date.UTC(2026, 0, 1 + (number % 300))).toISOString();
  return `<testsuite name="suite ${number}" tests="${cases}" timestamp="${at}">${each.join('\n')}</testsuite>`;
}

/** The same, as it is handed in. */
export function handed(number: number, cases: number = CASES): Handed {
  return handedBytes(`${number}.xml`, Buffer.from(report(number, cases)));
}
