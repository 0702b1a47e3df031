import type { AspectId, Output } from '../../src/records/words.ts';
import { text } from './text.ts';

/** The 15 aspects in their order. */
// The catalogue of words has exactly these keys, in this order: its type says so.
export const ASPECTS = Object.keys(text.aspects) as AspectId[];
/** The four outputs in their order; as above. */
export const OUTPUTS = Object.keys(text.outputs) as Output[];

/** Whether the text names an aspect. */
export function isAspect(word: unknown): word is AspectId {
  return typeof word === 'string' && Object.hasOwn(text.aspects, word);
}
