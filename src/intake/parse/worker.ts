import { createReadStream } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../records/refusal.ts';
import { sumOfDigests } from '../content.ts';
import { type Handed, handedBytes } from '../handed.ts';
import type { Answered, Asked } from './messages.ts';
import { parseHere } from './parse.ts';

/*
 * The thread that documents are read in. One document at a time; it opens the one file that it is told to,
 * and nothing that a document names.
 */

const port = parentPort;
if (!port) throw new Error('this file runs as a worker only');

let asked = 0;
let wake: (() => void) | undefined;

port.on('message', (message: Asked) => {
  if (message.type === 'open') void serve(message);
  else asked += 1;
  wake?.();
});

function answer(message: Answered): void {
  port?.postMessage(message);
}

/** Waits until another batch may go out. */
async function turn(): Promise<void> {
  while (asked === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  wake = undefined;
  asked -= 1;
}

async function serve(message: Extract<Asked, { type: 'open' }>): Promise<void> {
  asked = 0;
  try {
    const parsed = await parseHere(handedOf(message), {
      happened: message.happened,
      limits: message.limits,
      map: message.map,
      whole: message.whole,
    });
    answer({ type: 'opened', adapter: parsed.adapter });
    for await (const { readings } of parsed.batches) {
      const texts = readings.map((reading) => JSON.stringify(reading));
      const sum = message.digests ? sumOfDigests(readings, texts) : undefined;
      await turn();
      answer({ type: 'batch', readings: `[${texts.join(',')}]`, sum });
    }
    answer({ type: 'end' });
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message: why, place, next } = error;
      answer({ type: 'refused', code, why, place, next });
    } else
      answer({
        type: 'broken',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  }
}

function handedOf({ path, sha256, size, source }: Extract<Asked, { type: 'open' }>): Handed {
  if ('bytes' in source) return handedBytes(path, source.bytes);
  return {
    path,
    sha256,
    bytes: size,
    chunks: () => createReadStream(source.file, { highWaterMark: 256 * 1024 }),
  };
}
