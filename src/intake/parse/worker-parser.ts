import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Handed } from '../handed.ts';
import type { Answered, Asked, Source } from './messages.ts';
import type { Batch, Parse, Parsed } from './parse.ts';

/** What a document may use up before its worker is stopped. */
export interface WorkerLimits {
  /** Heap of the worker, in MiB. */
  heapMb: number;
  /** Milliseconds without an answer from the worker while one is awaited. */
  silence: number;
}

const LIMITS: WorkerLimits = { heapMb: 512, silence: 30_000 };
/** Batches that the worker may be ahead. */
const AHEAD = 4;
/** Members of archives up to this size are handed over in memory; larger ones through a temporary file. */
const IN_MEMORY = 8 * 1024 * 1024;
/** Idle workers that are kept for the next document. */
const IDLE = 2;

/** Reads documents in workers; `close` when no more will come. */
export interface WorkerParser {
  parse: Parse;
  close(): Promise<void>;
}

/**
 * Reads each document in a worker thread with a heap limit and a deadline: a file that is too much for it
 * ends its worker and is refused; this thread goes on. Workers are kept and used again.
 * @param entry the compiled `worker.js`; given by tests only
 */
export function workerParser(
  limits: Partial<WorkerLimits> = {},
  entry: URL = new URL('./worker.js', import.meta.url),
): WorkerParser {
  const { heapMb, silence } = { ...LIMITS, ...limits };
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let closed = false;

  function take(): Worker {
    const kept = idle.pop();
    if (kept) {
      kept.ref();
      return kept;
    }
    const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    // Answers are listened to by who asks; without a listener here, an error between two would end the process.
    worker.on('error', () => {});
    worker.once('exit', () => all.delete(worker));
    all.add(worker);
    return worker;
  }

  function giveBack(worker: Worker): void {
    if (closed || idle.length >= IDLE || !all.has(worker)) void worker.terminate();
    else {
      worker.unref(); // a kept worker must not keep the process alive
      idle.push(worker);
    }
  }

  return {
    async parse(handed, options): Promise<Parsed> {
      if (closed) throw stopped();
      const { source, remove } = await sourceOf(handed);
      const worker = take();
      const answers = listen(worker, handed.path, heapMb, silence);
      const ask = (message: Asked) => worker.postMessage(message);
      let finished = false;
      async function finish(usable: boolean): Promise<void> {
        if (finished) return;
        finished = true;
        answers.stop();
        if (usable) giveBack(worker);
        else await worker.terminate();
        await remove();
      }
      const { path, sha256, bytes: size } = handed;
      try {
        const { happened, limits: over, map, whole, digests = false } = options;
        ask({ type: 'open', path, sha256, size, source, happened, limits: over, map, whole, digests });
        const opened = await answers.next();
        if (opened.type !== 'opened') throw new Error(`the worker answered ${opened.type} first`);
        for (let i = 0; i < AHEAD; i += 1) ask({ type: 'more' });
        return { adapter: opened.adapter, batches: batches(), leave: () => finish(false) };
      } catch (error) {
        await finish(error instanceof Refusal && !answers.dead());
        throw error;
      }

      async function* batches(): AsyncGenerator<Batch> {
        let ended = false;
        let refused = false;
        try {
          for (;;) {
            const answered = await answers.next();
            if (answered.type === 'end') break;
            if (answered.type !== 'batch') throw new Error(`the worker answered ${answered.type}`);
            const readings = JSON.parse(answered.readings) as Reading[]; // made by our own worker from readings
            yield { readings, sum: answered.sum };
            ask({ type: 'more' });
          }
          ended = true;
        } catch (error) {
          refused = error instanceof Refusal;
          throw error;
        } finally {
          // Left in the middle: the worker may be deep in the document; a new one is cheaper than waiting.
          await finish((ended || refused) && !answers.dead());
        }
      }
    },
    async close() {
      closed = true;
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function stopped(): Error {
  return new Error('reading was stopped');
}

interface Answers {
  /** @throws Refusal where the document was refused, took too long or too much memory */
  next(): Promise<Answered>;
  dead(): boolean;
  stop(): void;
}

/** A worker's answers in order, with the deadline; errors of the worker become refusals of the document. */
function listen(worker: Worker, file: string, heapMb: number, silence: number): Answers {
  const queue: Answered[] = [];
  let failure: Error | undefined;
  let dead = false;
  let wake: (() => void) | undefined;

  function onMessage(message: Answered): void {
    queue.push(message);
    wake?.();
  }
  function onError(error: Error & { code?: string }): void {
    dead = true;
    failure =
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new Refusal(
            'too-large',
            `Reading it takes more than the ${heapMb} MiB of memory that one document may have.`,
            { file },
            'Split the export, or export it in a format that can be read in a stream.',
          )
        : error;
    wake?.();
  }
  // Without it, whoever waits when the parser is closed would wait for the whole deadline.
  function onExit(): void {
    dead = true;
    failure ??= stopped();
    wake?.();
  }
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.on('exit', onExit);

  return {
    dead: () => dead,
    stop() {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    },
    async next() {
      const deadline = setTimeout(() => {
        dead = true;
        failure ??= new Refusal(
          'too-large',
          `Reading it brought nothing for ${silence / 1000} seconds, and was stopped.`,
          { file },
          'Split the export, or check that the file is what the tool wrote.',
        );
        wake?.();
      }, silence);
      try {
        while (queue.length === 0 && !failure) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(deadline);
        wake = undefined;
      }
      const answered = queue.shift();
      if (answered === undefined) throw failure ?? new Error('the worker is gone');
      if (answered.type === 'refused')
        throw new Refusal(answered.code, answered.why, answered.place, answered.next);
      if (answered.type === 'broken') throw new Error(`an adapter broke: ${answered.message}`);
      return answered;
    },
  };
}

/** What the worker reads: the file itself, or what an archive holds, brought to where a worker can read it. */
async function sourceOf(handed: Handed): Promise<{ source: Source; remove: () => Promise<void> }> {
  if (handed.file !== undefined) return { source: { file: handed.file }, remove: async () => {} };
  if (handed.bytes <= IN_MEMORY) {
    const parts: Uint8Array[] = [];
    for await (const chunk of handed.chunks()) parts.push(chunk);
    return { source: { bytes: Buffer.concat(parts) }, remove: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  const file = join(folder, 'member');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(handed.chunks(), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { source: { file }, remove };
}
