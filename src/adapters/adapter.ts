import type { Document, Head } from '../formats/document.ts';
import type { Reading } from '../records/record.ts';
import type { AspectId } from '../records/words.ts';
import type { About } from './about.ts';

/** How sure an adapter is that a document is its own: 0 not mine, 1 to 100. The surest adapter wins. */
export type Certainty = number;

/** The marks by which certainty is given, so that adapters can be compared. */
export const CERTAIN = 100; // a signature that nothing else has ($schema, version and producer)
export const LIKELY = 80; // a combination of fields that only this format is known to have
export const POSSIBLE = 40; // the shape fits, but another format could have it too

/**
 * Reads one format that a real tool produces. Pure: it never touches the network, the disk, a path or an
 * address named in what it reads, and never runs anything.
 */
export interface Adapter {
  /** Folder name, kebab-case, e.g. `iam-credential-report`. */
  readonly id: string;
  /** For people, e.g. `AWS IAM credential report`. */
  readonly title: string;
  /** Aspects that its records can serve. */
  readonly aspects: readonly AspectId[];
  /** True where a person wrote the document (an attestation): never more than `manual`. */
  readonly byHand?: boolean;
  /** For people: how to get the file and what it proves. Its page and the catalogue are written from it. */
  readonly about: About;
  /** How surely it knows a document from its first 64 KiB and its name. Content decides; a name only helps. */
  detect(head: Head): Certainty;
  /**
   * Yields readings as they are parsed, an envelope first. A bad row becomes a `problem`; only a document
   * that as a whole cannot be trusted throws.
   * @throws Refusal with the place, where the document is truncated, malformed or over a limit.
   */
  read(document: Document): AsyncIterable<Reading>;
}
