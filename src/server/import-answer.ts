import type { ImportResult } from '../intake/result.ts';
import { Refusal } from '../records/refusal.ts';

/**
 * What was kept of a document that came in.
 * @throws Refusal where it was refused
 */
export function importAnswer(result: ImportResult): Exclude<ImportResult, { status: 'refused' }> {
  if (result.status !== 'refused') return result;
  throw new Refusal(result.code, result.why, result.place, result.next);
}
