import type { Limits } from '../../formats/document.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Handed } from '../handed.ts';
import { recognise } from './recognise.ts';

/** What the caller knows of a document that it may not say itself. */
export interface ParseOptions {
  /** When it happened. */
  happened?: Instant | undefined;
  limits?: Partial<Limits> | undefined;
  /** A map of columns to read it with; recognised by its content where absent. */
  map?: MapText | undefined;
}

/** A map document (adapters/csvmap) and what to call it. */
export interface MapText {
  name: string;
  text: string;
}

/** A document that was recognised, and what is read from it, some readings at a time. */
export interface Parsed {
  readonly adapter: { readonly id: string; readonly byHand: boolean };
  /** Once only, to the end or until it is left. @throws Refusal where the document cannot be read on */
  readonly batches: AsyncIterable<readonly Reading[]>;
  /** Call when done with it, whether or not it was read to its end. */
  leave(): Promise<void>;
}

/**
 * Reads documents: in this thread (`parseHere`), or in a worker that a bad file can take down without
 * harm (`workerParser`).
 * @throws Refusal with the file's name
 */
export type Parse = (handed: Handed, options: ParseOptions) => Promise<Parsed>;

/** Readings handed over together. */
const BATCH = 1_000;

/** Reads in this thread: for documents of our own making, and inside the worker. */
export const parseHere: Parse = async (handed, options) => {
  const { document, adapter } = await recognise(handed, options);
  return {
    adapter: { id: adapter.id, byHand: adapter.byHand ?? false },
    batches: batched(adapter.read(document), handed.path),
    leave: async () => {},
  };
};

async function* batched(readings: AsyncIterable<Reading>, file: string): AsyncGenerator<readonly Reading[]> {
  let batch: Reading[] = [];
  try {
    for await (const reading of readings) {
      batch.push(reading);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof Refusal ? error.at({ file }) : error;
  }
  if (batch.length > 0) yield batch;
}
