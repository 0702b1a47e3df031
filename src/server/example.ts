import { EXAMPLE } from '../intake/organization.ts';
import { Refusal } from '../records/refusal.ts';
import type { ExampleAnswer } from './api.ts';
import type { ServerParts } from './app.ts';

/**
 * Loads and removes the example organization; one job at a time, in this process.
 * @param log told of what broke
 */
export function exampleJob(parts: ServerParts, log: (error: unknown) => void) {
  let state: ExampleAnswer['state'] = 'absent';
  let done = 0;
  let total = 0;
  let why: string | null = null;

  async function present(): Promise<boolean> {
    return (await parts.store.organizations()).some((row) => row.id === EXAMPLE);
  }

  async function load(): Promise<void> {
    try {
      const { loadDemo } = await import('../demo/load.ts');
      await loadDemo(parts.store, parts.model, {
        now: parts.now(),
        progress: (now, all) => {
          done = now;
          total = all;
        },
      });
      state = 'loaded';
    } catch (error) {
      state = 'failed';
      why =
        error instanceof Refusal
          ? error.line()
          : 'Loading the example broke; the log of the server has the details.';
      if (!(error instanceof Refusal)) log(error);
    }
  }

  return {
    async status(): Promise<ExampleAnswer> {
      if (state !== 'loading' && state !== 'failed') state = (await present()) ? 'loaded' : 'absent';
      return { state, done, total, why };
    },
    async start(): Promise<void> {
      if (state === 'loading' || (await present())) return;
      state = 'loading';
      done = 0;
      total = 0;
      why = null;
      void load();
    },
    /** @throws Refusal `conflict` while it is loading */
    async remove(): Promise<void> {
      if (state === 'loading') {
        throw new Refusal(
          'conflict',
          'The example is still loading.',
          {},
          'Wait until it is loaded, then remove it.',
        );
      }
      await parts.store.removeOrganization(EXAMPLE);
      state = 'absent';
    },
  };
}
