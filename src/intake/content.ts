import { createHash, hash } from 'node:crypto';
import { HOUR, type Instant } from '../records/instant.ts';
import type { AssayRecord, Envelope, Reading } from '../records/record.ts';
import { Refusal } from '../records/refusal.ts';
import type { Writer } from '../store/store.ts';

/** Clocks are put right by less than this every day. */
const SLACK = HOUR;
const WORDS = 8;

/** Gathers what a document says, so that it is known again in another layout. */
export interface Content {
  /** @param sum of these records' digests, where it was made already */
  add(records: readonly (AssayRecord | Envelope)[], sum?: Uint32Array): void;
  /** 64 lower-case hex digits. Whitespace, compression and the order of entries make no difference; a word does. */
  digest(): string;
  /** Whether it says itself when it happened. */
  dated(): boolean;
}

/**
 * The digests of all records, added up: the order in which they stand does not matter, and each counts as often
 * as it stands there.
 * @param target what the caller says was looked at
 */
export function content(target: Envelope['target']): Content {
  const total = new Uint32Array(WORDS);
  let dated = false;
  addDigest(total, JSON.stringify(target ?? null));

  return {
    add(records, sum = sumOfDigests(records)) {
      for (let i = 0; i < WORDS; i += 1) total[i] = (total[i] ?? 0) + (sum[i] ?? 0);
      dated ||= records.some((record) => ('at' in record ? record.at !== undefined : record.kind === 'cost'));
    },
    digest: () => createHash('sha256').update(new Uint8Array(total.buffer)).digest('hex'),
    dated: () => dated,
  };
}

/**
 * The digests of what these say, added up; problems are no part of what a document says.
 * @param texts each as JSON, where that was made already
 */
export function sumOfDigests(readings: readonly Reading[], texts?: readonly string[]): Uint32Array {
  const sum = new Uint32Array(WORDS);
  for (const [index, reading] of readings.entries()) {
    if (reading.kind === 'problem') continue;
    if ('tags' in reading && reading.tags) {
      addDigest(sum, JSON.stringify({ ...reading, tags: Object.entries(reading.tags).sort() }));
    } else addDigest(sum, texts?.[index] ?? JSON.stringify(reading));
  }
  return sum;
}

function addDigest(sum: Uint32Array, text: string): void {
  const own = hash('sha256', text, 'buffer');
  for (let i = 0; i < WORDS; i += 1) sum[i] = (sum[i] ?? 0) + own.readUInt32LE(i * 4);
}

/**
 * Keeps what a document says beside it, with the first that said the same.
 * @param costs whether it holds amounts
 * @throws Refusal `conflict` where amounts that came in before would count twice
 */
export async function keepContent(
  writer: Writer,
  document: string,
  said: Content,
  costs: boolean,
  learned: Instant,
): Promise<void> {
  const digest = said.digest();
  const { same, newest } = await writer.before(digest);
  if (costs && same !== undefined) {
    throw new Refusal(
      'conflict',
      'The same costs came in before in another layout, so that they would count twice.',
      {},
      'Hand in an export of another period.',
    );
  }
  const behind = newest === undefined ? 0 : newest - learned;
  await writer.addContent({
    document,
    digest,
    same,
    undated: !said.dated(),
    behind: behind > SLACK ? behind : 0,
  });
}
