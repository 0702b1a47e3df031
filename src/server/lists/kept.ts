import type { Reader } from '../../store/store.ts';

/**
 * Keeps answers that take a while to work out, until the organization changes: the store's revision tells.
 * @param most answers that are kept, the latest asked for
 */
export function kept<Answer>(most: number) {
  const answers = new Map<string, { revision: number; answer: Promise<Answer> }>();
  /** @param key what is asked, and of which organization */
  return async (reader: Reader, key: string, work: () => Promise<Answer>): Promise<Answer> => {
    const revision = await reader.revision();
    const before = answers.get(key);
    const now = before?.revision === revision ? before : { revision, answer: work() };
    // Put last: the first is then the one that nobody asked for the longest.
    answers.delete(key);
    answers.set(key, now);
    now.answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return now.answer;
  };
}
