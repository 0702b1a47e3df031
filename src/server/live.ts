import type { Store } from '../store/store.ts';

const LOOK = 1_000;

/** Tells listeners when an organization changed, on whichever server it was changed. */
export interface Live {
  /**
   * @param revision that the listener knows already
   * @returns how to stop listening
   */
  listen(organization: string, revision: number, listener: (revision: number) => void): () => void;
  stop(): void;
}

/** Looks at the revision of each organization that somebody listens to, once a second for all of its listeners. */
export function live(store: Store): Live {
  const listeners = new Map<string, Set<(revision: number) => void>>();
  const known = new Map<string, number>();
  let looking = false;

  async function look(): Promise<void> {
    for (const [organization, heard] of listeners) {
      const revision = await store.reader(organization).revision();
      const before = known.get(organization);
      known.set(organization, revision);
      if (before === undefined || before === revision) continue;
      for (const listener of heard) listener(revision);
    }
  }

  const timer = setInterval(() => {
    if (looking || listeners.size === 0) return;
    looking = true;
    look()
      // A database that does not answer is asked again a second later.
      .catch(() => undefined)
      .finally(() => {
        looking = false;
      });
  }, LOOK);
  timer.unref();

  return {
    listen(organization, revision, listener) {
      // What changes before the first look is told at it.
      if (!known.has(organization)) known.set(organization, revision);
      const heard = listeners.get(organization) ?? new Set();
      heard.add(listener);
      listeners.set(organization, heard);
      return () => {
        heard.delete(listener);
        if (heard.size > 0) return;
        listeners.delete(organization);
        known.delete(organization);
      };
    },
    stop: () => clearInterval(timer),
  };
}
