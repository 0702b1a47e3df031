/**
 * The items of batches, one at a time. It does what `yield*` in an async generator would do, without that
 * one's price for each item: three turns of the promise queue. As everywhere in `for await`, the next item is
 * asked for only when the one before has come.
 */
export function oneByOne<T>(batches: AsyncGenerator<readonly T[]>): AsyncIterableIterator<T> {
  let batch: readonly T[] = [];
  let at = 0;

  async function refill(): Promise<IteratorResult<T>> {
    for (;;) {
      batch = [];
      at = 0;
      const next = await batches.next();
      if (next.done) return { value: undefined, done: true };
      const first = next.value[0];
      // An item may be undefined itself, so the length decides; the type of the element follows from it.
      if (next.value.length === 0) continue;
      batch = next.value;
      at = 1;
      return { value: first as T, done: false };
    }
  }

  return {
    next() {
      if (at >= batch.length) return refill();
      const value = batch[at] as T; // there is one, as just checked
      at += 1;
      return Promise.resolve({ value, done: false });
    },
    async return(value?: unknown) {
      batch = [];
      at = 0;
      await batches.return(undefined);
      return { value, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
