import type { Limits } from '../../formats/document.ts';
import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Handed } from '../handed.ts';
import { within } from '../naming.ts';
import { recognise } from './recognise.ts';

/** What the caller knows of a document that it may not say itself. */
export interface ParseOptions {
  /** When it happened. */
  happened?: Instant | undefined;
  limits?: Partial<Limits> | undefined;
  /** A map of columns to read it with; recognised by its content where absent. */
  map?: MapText | undefined;
  /** What the files that it names are in: they are told apart by it. */
  whole?: Key | undefined;
  /** Whether the digests of what it says are wanted. */
  digests?: boolean | undefined;
}

/** A map document (adapters/csvmap) and what to call it. */
export interface MapText {
  name: string;
  text: string;
}

/** Readings handed over together. */
export interface Batch {
  readings: readonly Reading[];
  /** Their digests, added up (`sumOfDigests`), where they were asked for and whoever read them had time for that. */
  sum?: Uint32Array | undefined;
}

/** A document that was recognised, and what is read from it, some readings at a time. */
export interface Parsed {
  readonly adapter: { readonly id: string; readonly byHand: boolean };
  /** Once only, to the end or until it is left. @throws Refusal where the document cannot be read on */
  readonly batches: AsyncIterable<Batch>;
  /** Call when done with it, whether or not it was read to its end. */
  leave(): Promise<void>;
}

/**
 * Reads documents: in this thread (`parseHere`), or in a worker that a bad file can take down without
 * harm (`workerParser`).
 * @throws Refusal with the file's name
 */
export type Parse = (handed: Handed, options: ParseOptions) => Promise<Parsed>;

/** Readings in one batch. */
const BATCH = 1_000;

/** Reads in this thread: for documents of our own making, and inside the worker. */
export const parseHere: Parse = async (handed, options) => {
  const { document, adapter } = await recognise(handed, options);
  return {
    adapter: { id: adapter.id, byHand: adapter.byHand ?? false },
    batches: batched(adapter.read(document), handed.path, options.whole),
    leave: async () => {},
  };
};

async function* batched(
  readings: AsyncIterable<Reading>,
  file: string,
  whole: Key | undefined,
): AsyncGenerator<Batch> {
  let batch: Reading[] = [];
  try {
    for await (const reading of readings) {
      batch.push(within(reading, whole));
      if (batch.length < BATCH) continue;
      yield { readings: batch };
      batch = [];
    }
  } catch (error) {
    throw error instanceof Refusal ? error.at({ file }) : error;
  }
  if (batch.length > 0) yield { readings: batch };
}
