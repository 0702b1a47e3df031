import type { ImportAnswer, ProblemAnswer } from '../../../src/server/api.ts';
import { toProblem } from '../api/problem.ts';
import { upload } from './upload.ts';

/** How far one file has come. */
export type Progress =
  | { state: 'waiting' }
  | { state: 'queued' }
  | { state: 'sending'; share: number; records?: number }
  | { state: 'done'; answer: ImportAnswer }
  | { state: 'failed'; problem: ProblemAnswer }
  | { state: 'cancelled' };

export interface QueuedFile {
  id: number;
  /** The path inside a dropped folder, or the file's name. */
  name: string;
  file: File;
  progress: Progress;
}

/** What holds for all files that are started together. */
export interface ImportOptions {
  system: string | undefined;
  happened: string | undefined;
  /** Id of a saved map to read it with; by its content where undefined. */
  map?: string | undefined;
}

/** The files to hand in. It outlives the evidence page, so that an import goes on while one looks around. */
export interface ImportQueue {
  subscribe: (listener: () => void) => () => void;
  files: () => readonly QueuedFile[];
  add: (files: readonly { name: string; file: File }[]) => void;
  /** Hands in what waits, failed or was cancelled; `only` names one of them. */
  start: (options: ImportOptions, only?: number) => void;
  cancel: (id: number) => void;
  remove: (id: number) => void;
  /** Forgets everything that is not on its way. */
  clear: () => void;
}

/** One at a time: the server takes imports in turn anyway, and the order of the results is then that of the list. */
export function createImportQueue(onImported: () => void): ImportQueue {
  let files: readonly QueuedFile[] = [];
  let nextId = 1;
  let running = false;
  const options = new Map<number, ImportOptions>();
  const aborts = new Map<number, AbortController>();
  const listeners = new Set<() => void>();

  const change = (next: readonly QueuedFile[]) => {
    files = next;
    for (const listener of listeners) listener();
  };
  const progress = (id: number, value: Progress) =>
    change(files.map((each) => (each.id === id ? { ...each, progress: value } : each)));

  const send = async (queued: QueuedFile) => {
    const { id, name, file } = queued;
    const { system, happened, map } = options.get(id) ?? { system: undefined, happened: undefined };
    const abort = new AbortController();
    aborts.set(id, abort);
    progress(id, { state: 'sending', share: 0 });
    try {
      const onSent = (share: number) => progress(id, { state: 'sending', share });
      const onRecords = (records: number) => progress(id, { state: 'sending', share: 1, records });
      const answer = await upload(file, {
        name,
        system,
        happened,
        map,
        onSent,
        onRecords,
        signal: abort.signal,
      });
      progress(id, { state: 'done', answer });
      if (answer.status !== 'known') onImported();
    } catch (error) {
      progress(
        id,
        abort.signal.aborted ? { state: 'cancelled' } : { state: 'failed', problem: toProblem(error) },
      );
      // A refusal is kept by the server and shown in its list.
      onImported();
    } finally {
      aborts.delete(id);
    }
  };

  const run = async () => {
    if (running) return;
    running = true;
    for (let next = firstQueued(files); next; next = firstQueued(files)) await send(next);
    running = false;
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    files: () => files,
    add: (added) =>
      change([
        ...files,
        ...added.map((each) => ({ ...each, id: nextId++, progress: { state: 'waiting' } as const })),
      ]),
    start: (chosen, only) => {
      const startable = (each: QueuedFile) =>
        only === undefined ? each.progress.state === 'waiting' : each.id === only && !onItsWay(each);
      for (const each of files) if (startable(each)) options.set(each.id, chosen);
      change(files.map((each) => (startable(each) ? { ...each, progress: { state: 'queued' } } : each)));
      void run();
    },
    cancel: (id) => {
      const abort = aborts.get(id);
      if (abort) abort.abort();
      else progress(id, { state: 'cancelled' });
    },
    remove: (id) => change(files.filter((each) => each.id !== id)),
    clear: () => change(files.filter(onItsWay)),
  };
}

/** Whether a file is in line or being sent. */
export function onItsWay(queued: QueuedFile): boolean {
  return queued.progress.state === 'queued' || queued.progress.state === 'sending';
}

function firstQueued(files: readonly QueuedFile[]): QueuedFile | undefined {
  return files.find((each) => each.progress.state === 'queued');
}
