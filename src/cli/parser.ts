import type { Parse } from '../intake/parse/parse.ts';
import type { Context } from './context.ts';

/** Runs work that reads documents in workers, and stops these whatever happens. */
export async function withParser<T>(context: Context, work: (parse: Parse) => Promise<T>): Promise<T> {
  if (context.parse) return work(context.parse);
  const { workerParser } = await import('../intake/parse/worker-parser.ts');
  const parser = workerParser();
  try {
    return await work(parser.parse);
  } finally {
    await parser.close();
  }
}
