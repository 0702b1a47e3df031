import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type StoreLocation } from '../open.ts';
import type { Store } from '../store.ts';
import { compiledStore } from './compiled.ts';
import * as make from './rows.ts';

const SCRIPT = fileURLToPath(new URL('writing-process.mjs', import.meta.url));
const KILLS = 20;
/** Evidence of each document that `writing-process.mjs` writes. */
const EACH = 500;

/** What must hold where several processes use one store, and where they are killed. */
export function processes(name: string, location: () => Promise<StoreLocation>): void {
  describe(`${name}, in processes of their own`, () => {
    let built = '';
    beforeAll(() => {
      built = compiledStore();
    }, 60_000);
    afterAll(() => rmSync(built, { recursive: true, force: true }));

    function start(at: StoreLocation, writer: string, count: number): Writing {
      const words = [SCRIPT, join(built, 'store/open.js'), JSON.stringify(at), writer, String(count)];
      return writing(spawn(process.execPath, words));
    }

    test('two processes and this one write at once: nothing is lost, and readers are not held up', async () => {
      const at = await location();
      const store = await prepared(at);
      const both = [start(at, 'one', 30), start(at, 'two', 30)];
      let running = true;
      const ended = Promise.all(both.map((each) => each.ended)).finally(() => {
        running = false;
      });
      let own = 0;
      while (running) {
        own += 1;
        await store.write('a', (writer) => writer.putTeam({ id: `t${own}`, name: 'own' }));
        const counts = await store.reader('a').counts();
        expect(counts.evidence % EACH, 'no part of a write is ever seen').toBe(0);
        await sleep(5);
      }
      expect(await ended).toEqual([0, 0]);
      expect(await store.reader('a').counts()).toMatchObject({ documents: 60, evidence: 60 * EACH });
      expect(await store.reader('a').teams()).toHaveLength(own);
      expect(await store.reader('a').revision()).toBe(1 + 60 + own);
      await store.close();
    });

    test(`killed ${KILLS} times in the middle of writing: nothing acknowledged is lost, nothing is there in part`, async () => {
      const at = await location();
      await (await prepared(at)).close();
      const acknowledged: string[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = start(at, `kill-${kill}`, 10_000);
        await child.first;
        await sleep(Math.random() * 120);
        child.process.kill('SIGKILL');
        await child.ended;
        acknowledged.push(...child.lines());
      }
      const store = await openStore(at);
      // Its turn comes once the last killed process's commit, if it was under way, is through.
      await store.write('a', async () => undefined);
      const reader = store.reader('a');
      const kept = new Set<string>();
      let after: string | undefined;
      do {
        const page = await reader.documents({ limit: 500, ...(after !== undefined && { after }) });
        for (const row of page.rows) {
          kept.add(row.sha256);
          expect(row.records).toEqual({ practice: EACH });
        }
        after = page.next;
      } while (after !== undefined);
      expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
      expect(acknowledged.filter((sha256) => !kept.has(sha256))).toEqual([]);
      // At most the write that was committed but not yet told when the process was killed.
      expect(kept.size - acknowledged.length).toBeLessThanOrEqual(KILLS);
      expect(await reader.counts()).toMatchObject({ documents: kept.size, evidence: kept.size * EACH });
      expect(await reader.practices({ known: 0 })).toHaveLength(kept.size * EACH);
      expect(await reader.revision()).toBe(2 + kept.size);
      await store.close();
    }, 60_000);
  });
}

async function prepared(at: StoreLocation): Promise<Store> {
  const store = await openStore(at);
  await store.write('a', (writer) => writer.putOrganization(make.organization('a')));
  return store;
}

interface Writing {
  process: ChildProcessWithoutNullStreams;
  /** Settles at the first acknowledgement. */
  first: Promise<void>;
  /** The exit code, null where it was killed. */
  ended: Promise<number | null>;
  /** What it acknowledged; a line that was cut off does not count. */
  lines(): string[];
}

function writing(child: ChildProcessWithoutNullStreams): Writing {
  let out = '';
  let complaint = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const first = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      resolve();
    });
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    ended.then(() => reject(new Error(`It ended without a write: ${complaint}`)));
  });
  first.catch(() => undefined);
  return { process: child, first, ended, lines: () => out.split('\n').slice(0, -1) };
}
