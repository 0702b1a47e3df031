import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ImportQueue, QueuedFile } from './queue.ts';

export const ImportQueueContext = createContext<ImportQueue | undefined>(undefined);

/** The app's one import queue, and its files as they change. */
export function useImportQueue(): { queue: ImportQueue; files: readonly QueuedFile[] } {
  const queue = useContext(ImportQueueContext);
  if (!queue) throw new Error('The import queue is given at the root of the app.');
  return { queue, files: useSyncExternalStore(queue.subscribe, queue.files) };
}
