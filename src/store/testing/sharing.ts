import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, Writer } from '../store.ts';
import * as make from './rows.ts';

/** What every store must do with things and findings that several tools know, run over both. */
export function sharing(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.write('a', async (writer) => {
        await writer.putOrganization(make.organization('a'));
        // Two machines, and what a tool knows by host name alone.
        await writer.putThings(
          [make.thing('old'), make.thing('new'), make.thing('named', { owner: 'Web', kind: 'other' })],
          [
            { key: 'aws:i-old', thing: 'old' },
            { key: 'aws:i-new', thing: 'new' },
            { key: 'host:web-1', thing: 'named' },
          ],
        );
      });
    });
    afterEach(() => store.close());
    const first = { limit: 50 };

    const write = (work: (writer: Writer) => Promise<unknown>) => store.write('a', work);
    const claim = (thing: string, ...times: number[]) =>
      write((writer) => writer.putClaims(times.map((at) => ({ key: 'host:web-1', thing, at }))));
    const seen = async () =>
      (await store.reader('a').sightings({ known: 1_000 })).map(({ thing, at }) => `${thing}@${at}`);
    const listed = async () => (await store.reader('a').things({}, first)).rows;
    const open_ = async () => (await store.reader('a').findings({ open: true }, first)).rows;

    test('what is known by a name counts as whoever claims it, at each instant', async () => {
      await write((writer) =>
        writer.addSightings([5, 15, 25].map((at) => make.sighting('named', { at, learned: at }))),
      );
      expect(await seen()).toEqual(['named@5', 'named@15', 'named@25']);
      await claim('old', 1, 12);
      expect(await seen()).toEqual(['old@5', 'old@15', 'old@25']);
      await claim('new', 20);
      expect(await seen()).toEqual(['new@25', 'old@5', 'old@15']);
    });

    test('lists show it with the facts and keys of the thing that it is now', async () => {
      expect((await listed()).map(({ id }) => id)).toEqual(['named', 'new', 'old']);
      await claim('old', 1);
      await claim('new', 20);
      expect((await listed()).map(({ id, keys, owner }) => ({ id, keys, owner }))).toEqual([
        { id: 'new', keys: ['aws:i-new', 'host:web-1'], owner: 'Web' },
        { id: 'old', keys: ['aws:i-old'], owner: undefined },
      ]);
      expect((await store.reader('a').claimants(['host:web-1', 'host:x'])).get('host:web-1')?.id).toBe('new');
    });

    test('a name that is claimed before anything is known by it alone is found all the same', async () => {
      await write(async (writer) => {
        await writer.putClaims([{ key: 'host:web-2', thing: 'new', at: 1 }]);
        await writer.putThings([make.thing('later')], [{ key: 'host:web-2', thing: 'later' }]);
      });
      expect((await listed()).find(({ id }) => id === 'new')?.keys).toEqual(['aws:i-new', 'host:web-2']);
      expect((await listed()).find(({ id }) => id === 'later')).toBeUndefined();
    });

    const vulnerable = (fingerprint: string, more: Parameters<typeof make.result>[1]) =>
      make.result(fingerprint, {
        aspect: 'patch',
        statement: 'vulnerability CVE-2026-0001 openssl',
        ...more,
      });

    test('two tools that state the same of one thing are one finding with two sources', async () => {
      await claim('old', 1);
      await write((writer) =>
        writer.putResults([
          vulnerable('f1', { thing: 'old', tool: 'Trivy', severity: 'high' }),
          vulnerable('f2', { thing: 'named', tool: 'Grype', severity: 'critical' }),
          vulnerable('f3', { thing: 'new', tool: 'Trivy' }),
          make.result('f4', { thing: 'old', aspect: 'patch' }),
        ]),
      );
      expect((await open_()).map(({ fingerprint, sources }) => [fingerprint, sources])).toEqual([
        ['f2', ['Grype', 'Trivy']],
        ['f3', ['Trivy']],
        ['f4', ['tool']],
      ]);
      expect(await store.reader('a').findingCounts()).toEqual([
        { system: 's', aspect: 'patch', severity: 'critical', count: 1 },
        { system: 's', aspect: 'patch', severity: 'high', count: 2 },
      ]);
    });

    test('a finding is closed when no tool states it any more', async () => {
      await write((writer) =>
        writer.putResults([
          vulnerable('f1', { thing: 'old', tool: 'Trivy' }),
          vulnerable('f2', { thing: 'old', tool: 'Grype', adapter: 'grype' }),
        ]),
      );
      const close = (adapter: string, tool: string) =>
        write((writer) => writer.closeResults({ adapter, tool, things: ['old'], at: 50, document: 'e' }));
      await close('adapter', 'Trivy');
      expect((await open_()).map(({ sources }) => sources)).toEqual([['Grype']]);
      await close('grype', 'Grype');
      expect(await open_()).toEqual([]);
      await write((writer) =>
        writer.putResults([vulnerable('f1', { thing: 'old', tool: 'Trivy', lastSeen: 60, openSince: 60 })]),
      );
      expect((await open_()).map(({ sources, openSince }) => [sources, openSince])).toEqual([
        [['Trivy'], 60],
      ]);
    });

    test('a write tells which findings it opened and closed', async () => {
      const put = (status: 'fail' | 'pass', lastSeen: number) =>
        store.write('a', async (writer) => {
          await writer.putResults([
            vulnerable('f1', {
              thing: 'old',
              status,
              lastSeen,
              ...(status === 'fail' && { openSince: lastSeen }),
            }),
          ]);
          const { opened, closed, openedCount, closedCount } = await writer.findingChanges();
          return [
            opened.map(({ fingerprint }) => fingerprint),
            closed.map((row) => row.opened),
            openedCount,
            closedCount,
          ];
        });
      expect(await put('fail', 10)).toEqual([['f1'], [], 1, 0]);
      expect(await put('fail', 20)).toEqual([[], [], 0, 0]);
      expect(await put('pass', 30)).toEqual([[], [10], 0, 1]);
      expect(await put('fail', 40)).toEqual([['f1'], [], 1, 0]);
      const run = { adapter: 'adapter', tool: 'tool', things: ['old'], at: 50, document: 'e' };
      const changes = await store.write('a', async (writer) => {
        await writer.closeResults(run);
        return writer.findingChanges();
      });
      expect(changes.closed.map(({ fingerprint, opened }) => [fingerprint, opened])).toEqual([['f1', 40]]);
    });

    test('when a name moves, or two things turn out to be one, findings follow', async () => {
      await write((writer) =>
        writer.putResults([
          vulnerable('f1', { thing: 'old', tool: 'Trivy' }),
          vulnerable('f2', { thing: 'named', tool: 'Grype' }),
        ]),
      );
      expect(await open_()).toHaveLength(2);
      await claim('old', 1);
      expect(await open_()).toHaveLength(1);
      await claim('new', 20);
      expect(await open_()).toHaveLength(2);
      await write((writer) => writer.mergeThings('new', 'old'));
      expect((await open_()).map(({ sources }) => sources)).toEqual([['Grype', 'Trivy']]);
    });
  });
}
