import type { Instant } from '../records/instant.ts';

/** Limits on what is read; every one can be set by the operator, and each refusal names the one it met. */
export interface Limits {
  /** Bytes of one file as handed in. */
  fileBytes: number;
  /** Bytes after decompression. */
  decodedBytes: number;
  /** Decoded bytes for each byte handed in. */
  ratio: number;
  /** Nesting of JSON, XML or YAML. */
  depth: number;
  /** Values in a document that has to be held whole. */
  tokens: number;
  /** Bytes of one string, name or cell. */
  stringBytes: number;
  /** Bytes of a document or element that has to be held whole. */
  wholeBytes: number;
}

export const LIMITS: Limits = {
  fileBytes: 1024 * 1024 * 1024,
  decodedBytes: 4 * 1024 * 1024 * 1024,
  ratio: 1000,
  depth: 200,
  tokens: 5_000_000,
  stringBytes: 16 * 1024 * 1024,
  wholeBytes: 64 * 1024 * 1024,
};

/** What the first 64 KiB look like, before any adapter has a say. */
export type Shape = 'json' | 'ndjson' | 'xml' | 'csv' | 'yaml' | 'text' | 'parquet' | 'empty' | 'binary';

/**
 * The first 64 KiB of a document, decoded, with lazy partial parses, so that `detect` is short and sure.
 * Partial parses never throw: they are undefined where the text is not of that shape.
 */
export interface Head {
  /** File name without folders, e.g. `report.json`. */
  readonly name: string;
  /** Path as given, relative, with `/`. */
  readonly path: string;
  readonly shape: Shape;
  /** Decoded text without a byte-order mark. Ends anywhere. */
  readonly text: string;
  /** The whole document is in `text`. */
  readonly whole: boolean;
  /**
   * The JSON value that the text begins with, cut off cleanly where the text ends: unfinished members and
   * elements are left out. For NDJSON: an array of the first lines' values.
   */
  readonly json: unknown;
  /** Likewise for YAML: the first document; undefined for JSON text. */
  readonly yaml: unknown;
  /** XML root element. `local` is the name without its prefix. */
  readonly xml:
    | { name: string; local: string; namespace: string; attributes: Readonly<Record<string, string>> }
    | undefined;
  /** Names in the first row, where it looks like CSV (comma, semicolon, tab or pipe). */
  readonly columns: readonly string[] | undefined;
}

/** A document: where its bytes can be read, any number of times. */
export interface Document {
  readonly name: string;
  readonly path: string;
  readonly head: Head;
  readonly limits: Limits;
  /** When it happened, as the caller says, for formats that do not say it themselves. */
  readonly happened?: Instant;
  /**
   * The decoded bytes: decompressed (gzip), transcoded to UTF-8, without a byte-order mark.
   * @throws Refusal `too-large`, `encoding`, `truncated` while iterating.
   */
  bytes(): AsyncIterable<Uint8Array>;
}
