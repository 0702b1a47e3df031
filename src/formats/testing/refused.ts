import { Refusal } from '../../records/refusal.ts';

/** The refusal that a reader ends with, and how many items came before it. */
export async function refusedBy(items: () => AsyncIterable<unknown>): Promise<Refusal & { before: number }> {
  let before = 0;
  try {
    for await (const _ of items()) before += 1;
  } catch (error) {
    if (error instanceof Refusal) return Object.assign(error, { before });
    throw error;
  }
  throw new Error(`Nothing was refused; ${before} items came.`);
}

/** All items. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
