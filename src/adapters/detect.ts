import type { Head } from '../formats/document.ts';
import type { Adapter, Certainty } from './adapter.ts';

/**
 * The adapter that is surest of a document; undefined where none knows it. Of two that are equally sure the
 * first in the registry's order wins, so that the answer never changes between runs.
 */
export function detect(
  head: Head,
  adapters: readonly Adapter[],
): { adapter: Adapter; certainty: Certainty } | undefined {
  let best: { adapter: Adapter; certainty: Certainty } | undefined;
  for (const adapter of adapters) {
    const certainty = adapter.detect(head);
    if (certainty > (best?.certainty ?? 0)) best = { adapter, certainty };
  }
  return best;
}
