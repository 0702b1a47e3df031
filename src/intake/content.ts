import { createHash, hash } from 'node:crypto';
import { HOUR, type Instant } from '../records/instant.ts';
import type { AssayRecord, Envelope } from '../records/record.ts';
import { Refusal } from '../records/refusal.ts';
import type { Writer } from '../store/store.ts';

/** Clocks are put right by less than this every day. */
const SLACK = HOUR;
const WORDS = 8;

/** Gathers what a document says, so that it is known again in another layout. */
export interface Content {
  add(record: AssayRecord | Envelope): void;
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
  const sum = new Uint32Array(WORDS);
  let dated = false;
  add(target ?? null);

  function add(value: unknown): void {
    const own = hash('sha256', JSON.stringify(value), 'buffer');
    for (let i = 0; i < WORDS; i += 1) sum[i] = (sum[i] ?? 0) + own.readUInt32LE(i * 4);
  }

  return {
    add(record) {
      if ('at' in record ? record.at !== undefined : record.kind === 'cost') dated = true;
      add('tags' in record && record.tags ? { ...record, tags: Object.entries(record.tags).sort() } : record);
    },
    digest: () => createHash('sha256').update(new Uint8Array(sum.buffer)).digest('hex'),
    dated: () => dated,
  };
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
