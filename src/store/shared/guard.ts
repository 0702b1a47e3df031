import { Refusal } from '../../records/refusal.ts';
import type { Writer } from '../store.ts';

/** A writer that keeps both databases to the same promise: all of a write, or none of it. */
export interface Guarded {
  writer: Writer;
  /** @throws what a call threw, even where the caller went on after it: a part of it may have been written */
  check(): void;
  /** After this the writer refuses every call: its transaction is over. */
  end(): void;
}

export function guarded(writer: Writer): Guarded {
  let ended = false;
  let broken: { error: unknown } | undefined;
  const guards: Record<string, (...args: unknown[]) => Promise<unknown>> = {};
  for (const [name, call] of Object.entries(writer) as [string, (...args: unknown[]) => Promise<unknown>][]) {
    guards[name] = async (...args) => {
      if (ended) throw new Error('This write is over.');
      try {
        return await call(...args);
      } catch (error) {
        // A refusal came before anything was written.
        if (!(error instanceof Refusal)) broken ??= { error };
        throw error;
      }
    };
  }
  return {
    // Every member of a writer is an asynchronous function, and each was wrapped.
    writer: guards as unknown as Writer,
    check() {
      if (broken) throw broken.error;
    },
    end() {
      ended = true;
    },
  };
}
