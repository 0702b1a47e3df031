import type { Members } from '../../formats/schema.ts';
import type { CiRun } from '../shared/ci-run.ts';
import type { Product } from '../shared/products.ts';

/** A CI service, and how it lists a run. */
export interface CiService extends Product {
  readonly tool: string;
  /** The run; undefined where the row is none. */
  read(row: Members): CiRun | undefined;
}

/** What the service's word for the end of a run means. */
export function outcomeOf(
  word: string | undefined,
  success: RegExp,
  failure: RegExp,
): 'success' | 'failure' | undefined {
  if (word === undefined) return undefined;
  return success.test(word) ? 'success' : failure.test(word) ? 'failure' : undefined;
}

/** The part of an address before one of its path's steps, e.g. before `/actions/`. */
export function before(address: string | undefined, step: string): string | undefined {
  const at = address?.indexOf(step) ?? -1;
  return at > 0 ? address?.slice(0, at) : undefined;
}
