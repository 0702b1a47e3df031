import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewJob } from '../jobs.ts';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

const job = (id: string, more: Partial<NewJob> = {}): NewJob => ({
  organization: 'a',
  id,
  kind: 'import',
  subject: 'x',
  payload: { name: 'report.json' },
  by: 'p',
  created: 1,
  due: 1,
  ...more,
});

/** What every store must do with jobs, run over both. */
export function jobs(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['a', 'b'])
        await store.write(id, (writer) => writer.putOrganization(make.organization(id)));
    });
    afterEach(() => store.close());

    test('a job is taken once, the longest due first, and not before it is due', async () => {
      await store.jobs.add(job('later', { due: 9 }));
      await store.jobs.add(job('second', { due: 3 }));
      await store.jobs.add(job('first', { due: 2, organization: 'b' }));
      expect((await store.jobs.take('one', 5, 10))?.id).toBe('first');
      expect((await store.jobs.take('two', 5, 10))?.id).toBe('second');
      expect(await store.jobs.take('one', 5, 10)).toBeUndefined();
      expect((await store.jobs.take('one', 9, 10))?.id).toBe('later');
    });

    test('many takers never share a job', async () => {
      for (let each = 0; each < 20; each += 1) await store.jobs.add(job(`job-${each}`));
      const taken = await Promise.all(
        Array.from({ length: 30 }, (_, server) => store.jobs.take(`server-${server}`, 5, 100)),
      );
      const ids = taken.flatMap((row) => row?.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      // Who met another at the same job may have come away with nothing: the rest is there for the next.
      let rest = 0;
      while (await store.jobs.take('last', 5, 100)) rest += 1;
      expect(ids.length + rest).toBe(20);
    });

    test('what its server lost is taken again; the server that lost it can no longer end it', async () => {
      await store.jobs.add(job('j'));
      await store.jobs.take('one', 1, 10);
      expect(await store.jobs.renew('one', job('j'), 20, { done: 1 })).toEqual({ held: true, cancel: false });
      expect(await store.jobs.take('two', 19, 10)).toBeUndefined();
      const again = await store.jobs.take('two', 20, 10);
      expect(again).toMatchObject({ id: 'j', attempts: 2, state: 'running', progress: { done: 1 } });
      const over = { ...job('j'), state: 'done' as const, result: { ok: true }, finished: 21, due: 1 };
      expect(await store.jobs.finish('one', over)).toBe(false);
      expect(await store.jobs.renew('one', job('j'), 40, null)).toEqual({ held: false, cancel: false });
      expect(await store.jobs.finish('two', over)).toBe(true);
      expect(await store.jobs.job('a', 'j')).toMatchObject({
        state: 'done',
        result: { ok: true },
        finished: 21,
      });
      expect(await store.jobs.job('b', 'j')).toBeUndefined();
    });

    test('a waiting job is cancelled at once, a running one is told, one that is over cannot be', async () => {
      await store.jobs.add(job('waits', { due: 50 }));
      await store.jobs.add(job('runs'));
      await store.jobs.take('one', 1, 10);
      expect(await store.jobs.cancel('a', 'waits', 5)).toBe(true);
      expect(await store.jobs.cancel('a', 'runs', 5)).toBe(true);
      expect(await store.jobs.cancel('b', 'runs', 5)).toBe(false);
      expect(await store.jobs.job('a', 'waits')).toMatchObject({ state: 'cancelled', finished: 5 });
      expect(await store.jobs.renew('one', job('runs'), 20, null)).toEqual({ held: true, cancel: true });
      expect(await store.jobs.cancel('a', 'waits', 6)).toBe(false);
      expect(await store.jobs.take('one', 60, 10)).toMatchObject({ id: 'runs' });
    });

    test('a job set back waits for its time; a list is by kind and subject, newest first', async () => {
      await store.jobs.add(job('d1', { kind: 'deliver', subject: 'h', created: 2 }));
      await store.jobs.add(job('d2', { kind: 'deliver', subject: 'g', created: 3 }));
      await store.jobs.add(job('d3', { kind: 'deliver', subject: 'h', created: 4 }));
      await store.jobs.take('one', 1, 10);
      const back = { ...job('d1'), state: 'waiting' as const, result: null, finished: undefined, due: 30 };
      await store.jobs.finish('one', back);
      expect(await store.jobs.job('a', 'd1')).toMatchObject({ state: 'waiting', due: 30, attempts: 1 });
      const page = await store.jobs.list('a', { kind: 'deliver', subject: 'h' }, { limit: 1 });
      expect(page.rows.map(({ id }) => id)).toEqual(['d3']);
      const next = await store.jobs.list(
        'a',
        { kind: 'deliver', subject: 'h' },
        { limit: 1, after: page.next ?? '' },
      );
      expect(next.rows.map(({ id }) => id)).toEqual(['d1']);
      expect(next.next).toBeUndefined();
    });

    test('what is committed with a change begins after it; what is given up never does', async () => {
      await store.write('a', (writer) => writer.addJob(job('kept')));
      const broken = store.write('a', async (writer) => {
        await writer.addJob(job('gone'));
        throw new Error('given up');
      });
      await expect(broken).rejects.toThrow('given up');
      expect((await store.jobs.list('a', {}, { limit: 9 })).rows.map(({ id }) => id)).toEqual(['kept']);
    });

    test('a schedule fires once in each period, whoever asks', async () => {
      const asked = await Promise.all([1, 2, 3].map(() => store.jobs.once('hourly', 100, 60)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      expect(await store.jobs.once('hourly', 159, 60)).toBe(false);
      expect(await store.jobs.once('daily', 159, 60)).toBe(true);
      expect(await store.jobs.once('hourly', 160, 60)).toBe(true);
    });

    test('parts of an upload come back byte for byte, and go together', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
      await store.jobs.putPart('a', 'u', 0, bytes);
      await store.jobs.putPart('a', 'u', 1, bytes.subarray(0, 3));
      expect(Buffer.from((await store.jobs.part('a', 'u', 0)) ?? [])).toEqual(Buffer.from(bytes));
      expect((await store.jobs.part('a', 'u', 1))?.length).toBe(3);
      expect(await store.jobs.part('a', 'u', 2)).toBeUndefined();
      expect(await store.jobs.part('b', 'u', 0)).toBeUndefined();
      await store.jobs.dropUpload('a', 'u');
      expect(await store.jobs.part('a', 'u', 0)).toBeUndefined();
    });

    test('a key is reserved by one, settled with its answer, or released', async () => {
      const row = { organization: 'a', key: 'k', request: 'r', status: 0, body: '', created: 1 };
      const asked = await Promise.all([1, 2, 3].map(() => store.jobs.reserve(row)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      await store.jobs.release('a', 'k');
      expect(await store.jobs.reserve(row)).toBe(true);
      await store.jobs.settle({ ...row, status: 201, body: '{}' });
      await store.jobs.release('a', 'k');
      expect(await store.jobs.answer('a', 'k')).toEqual({ ...row, status: 201, body: '{}' });
      await store.jobs.forgetAnswers(2);
      expect(await store.jobs.answer('a', 'k')).toBeUndefined();
    });
  });
}
