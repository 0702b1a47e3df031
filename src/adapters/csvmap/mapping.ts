import type { RecordKind } from '../../records/record.ts';

/** What every map says it is. */
export const MAP = 'map/v1';

/** How the text of a cell is read; a pattern of a date (`dd/mm/yyyy HH:MM`) is one too. */
export type Format = 'iso' | 'epoch-seconds' | 'epoch-milliseconds' | 'decimal-comma' | (string & {});

/** Where a field's text comes from. */
export interface Source {
  /** Columns by header name, or by JSON Pointer inside the row; the first that is not empty counts. */
  readonly columns: readonly string[];
  /** The text where no column has one; a constant where there are no columns. */
  readonly value?: string;
  /** Texts that mean that there is nothing, such as `Never`. In small letters. */
  readonly empty: readonly string[];
  /** Texts of the column, and what they mean here. Case does not matter. */
  readonly map?: ReadonlyMap<string, string>;
  /** What a text means that `map` does not have. */
  readonly otherwise?: string;
  readonly format?: Format;
}

/** A row counts where the column's text is one of these, or begins with one of these. Case does not matter. */
export interface Condition {
  readonly columns: readonly string[];
  readonly equals: readonly string[];
  readonly prefixes: readonly string[];
}

/** What each row becomes. */
export interface RecordMap {
  readonly kind: RecordKind;
  /** All of them have to hold. */
  readonly when: readonly Condition[];
  /** At most one record of the whole document, from the first row that gives one. */
  readonly once: boolean;
  readonly fields: ReadonlyMap<string, Source>;
}

/** A map that was checked: made by `parseMap` only. */
export interface Mapping {
  readonly name: string;
  /** Name of the tool, as the envelope says it. */
  readonly tool: string;
  readonly reads: 'csv' | 'ndjson' | 'json';
  /** JSON Pointer with `*` of the rows. */
  readonly rows: string;
  /** The export is the tool's full answer: what it no longer names is gone. */
  readonly complete: boolean;
  readonly records: readonly RecordMap[];
}
