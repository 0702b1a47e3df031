import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { readBytes } from './text.ts';

/** Rows that are unpacked together. */
const BATCH = 4_096;

/** A row of a Parquet file, its cells as text: what a CSV export of the same would hold. */
export interface ParquetRow {
  /** First row is 1. */
  number: number;
  row: Readonly<Record<string, string>>;
}

/**
 * Rows of a Parquet file (Apache Parquet 2), some thousand unpacked at a time. The format has its directory at the
 * end, so that the file is held whole, up to `wholeBytes`.
 * @throws Refusal `malformed` where it is damaged, `too-large` over `wholeBytes`, or where one group of rows unpacks to
 *   more than `decodedBytes` allows
 */
export async function* streamParquet(document: Document): AsyncGenerator<ParquetRow> {
  const bytes = await readBytes(document);
  // A copy of just these bytes: a Buffer may be a window into a larger pool.
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer; // Buffers of files are never shared
  const metadata = await damagedWhere(document.path, () => parquetMetadataAsync(file));
  for (const group of metadata.row_groups) {
    if (Number(group.total_byte_size) > document.limits.wholeBytes * 8) {
      throw new Refusal(
        'too-large',
        'A group of rows unpacks to more than may be held at once.',
        { file: document.path },
        'Export smaller files, or CSV.',
      );
    }
  }
  const rows = Number(metadata.num_rows);
  for (let from = 0; from < rows; from += BATCH) {
    const batch = await damagedWhere(document.path, () =>
      parquetReadObjects({
        file,
        metadata,
        compressors,
        rowStart: from,
        rowEnd: Math.min(from + BATCH, rows),
      }),
    );
    if (batch.length === 0) throw damaged(document.path, 'It holds fewer rows than it says.');
    for (const [index, each] of batch.entries()) yield { number: from + index + 1, row: textOf(each) };
  }
}

async function damagedWhere<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
}

function damaged(file: string, why: string): Refusal {
  return new Refusal(
    'malformed',
    `The Parquet file is damaged: ${why}`,
    { file },
    'Export or copy it again.',
  );
}

function textOf(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const text: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(row)) text[name] = cell(value);
  return text;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
