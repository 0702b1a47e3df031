import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { memoryDocument } from '../../formats/open.ts';
import type { Practice, Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { GIT_LOG_ARGUMENTS, gitLogHeader } from './format.ts';
import { adapter } from './index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-git-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ALICE = ['Alice Example', 'alice@example.com'] as const;
const BOT = ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'] as const;

/** A repository whose configuration tries to change what `git log` prints. */
function repository(name: string) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  let day = 1;
  const git = (words: readonly string[], [person, address]: readonly [string, string] = ALICE) =>
    execFileSync('git', ['-C', folder, ...words], {
      env: {
        PATH: process.env['PATH'],
        HOME: scratch,
        GIT_AUTHOR_NAME: person,
        GIT_AUTHOR_EMAIL: address,
        GIT_AUTHOR_DATE: `2026-03-${String(day).padStart(2, '0')}T12:00:00+02:00`,
        GIT_COMMITTER_NAME: 'Alice Example',
        GIT_COMMITTER_EMAIL: 'alice@example.com',
        GIT_COMMITTER_DATE: `2026-03-${String(day).padStart(2, '0')}T12:00:00+02:00`,
      },
    }).toString();
  git(['init', '-q', '-b', 'main']);
  for (const [key, value] of [
    ['color.ui', 'always'],
    ['log.date', 'relative'],
    ['diff.renames', 'copies'],
    ['diff.relative', 'true'],
    ['log.diffMerges', 'combined'],
    ['diff.noprefix', 'true'],
    ['log.follow', 'true'],
  ] as const) {
    git(['config', key, value]);
  }
  return {
    git,
    commit(subject: string, paths: readonly string[], person: readonly [string, string] = ALICE) {
      day += 1;
      for (const path of paths) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), `${day} ${subject}\n`);
      }
      git(['add', '-A']);
      git(['commit', '-q', '--allow-empty', '-m', subject], person);
    },
    merge(branch: string, subject: string) {
      day += 1;
      git(['merge', '-q', '--no-ff', '-m', subject, branch]);
    },
    log(inside = '.') {
      const header = gitLogHeader('git@github.com:acme/payments.git', git(['rev-parse', 'HEAD']).trim());
      const text = execFileSync('git', ['-C', join(folder, inside), 'log', ...GIT_LOG_ARGUMENTS]).toString();
      return `${header}\n${text}`;
    },
  };
}

async function read(text: string, chunkBytes?: number): Promise<Reading[]> {
  const document = await memoryDocument('git history', text, chunkBytes ? { chunkBytes } : {});
  const readings: Reading[] = [];
  for await (const reading of adapter.read(document)) readings.push(reading);
  return readings;
}

const practices = (readings: readonly Reading[]) =>
  readings.filter((reading): reading is Practice => reading.kind === 'practice');

const shown = (readings: readonly Reading[]) =>
  practices(readings).map(({ aspect, automation, at, note }) => [
    aspect,
    automation,
    new Date(at ?? Number.NaN).toISOString().slice(0, 10),
    note,
  ]);

describe('what git itself prints with our arguments', () => {
  test('bots’ merges, squashes and rebases, and people’s changes, dated by when they reached the branch', async () => {
    const { commit, merge, git, log } = repository('usual');
    commit('Begin', ['package-lock.json', 'infra/a.tf']);
    git(['checkout', '-q', '-b', 'dependabot/lodash']);
    commit('Bump lodash from 1 to 2', ['package-lock.json'], BOT);
    git(['checkout', '-q', 'main']);
    commit('Explain', ['src/a.ts']);
    merge('dependabot/lodash', 'Merge pull request #2 from acme/dependabot/lodash');
    commit('Bump axios from 1 to 2 (#3)', ['package-lock.json'], BOT);
    git(['checkout', '-q', '-b', 'zones']);
    commit('A second zone', ['infra/ré seau.tf']);
    commit('Undo half of it', ['infra/a.tf']);
    git(['checkout', '-q', 'main']);
    merge('zones', 'Merge branch zones');
    git(['mv', 'infra/a.tf', 'infra/b.tf']);
    commit('A "quoted" rename', []);

    const readings = await read(log());
    expect(readings[0]).toMatchObject({
      kind: 'envelope',
      target: { keys: ['repo:github.com/acme/payments'] },
    });
    expect(shown(readings)).toEqual([
      ['deploy', 'manual', '2026-03-10', 'A "quoted" rename'],
      ['deploy', 'manual', '2026-03-09', 'Merge branch zones'],
      ['patch', 'full', '2026-03-06', 'Bump axios from 1 to 2 (#3)'],
      ['patch', 'full', '2026-03-05', 'Bump lodash from 1 to 2'],
    ]);
    expect(JSON.stringify(readings)).not.toContain('@');
    expect(await read(log('src'))).toEqual(readings);
    expect(await read(log(), 7)).toEqual(readings);
  });

  test('a subject cannot pass for another commit', async () => {
    const { commit, log } = repository('forger');
    commit('Begin', ['a']);
    const forged = `${'\u001e'}${'a'.repeat(40)}${'\u001f'.repeat(8)}Bump x from 1 to 2\n\npackage-lock.json`;
    commit(forged, ['infra/a.tf'], ['x\u001fdependabot[bot]', 'support@dependabot.com\u001f']);
    const readings = await read(log());
    expect(practices(readings)).toEqual([]);
    expect(readings.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
  });

  test('in a shallow clone the edge shows nothing that it did not change', async () => {
    const { commit, git, log } = repository('deep');
    for (const name of ['one', 'two', 'three']) commit(name, [`infra/${name}.tf`]);
    writeFileSync(join(scratch, 'deep', '.git', 'shallow'), git(['rev-parse', 'HEAD~1']));
    expect(shown(await read(log())).map(([, , , note]) => note)).toEqual(['three']);
  });

  test('a log that stops anywhere before its end is refused', async () => {
    const { commit, log } = repository('cut');
    for (const name of ['one', 'two', 'three']) commit(name, [`infra/${name}.tf`]);
    const text = log();
    const lastCommit = text.lastIndexOf('\u001e');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: lastCommit }), async (length) => {
        await expect(read(text.slice(0, length))).rejects.toBeInstanceOf(Refusal);
      }),
      { numRuns: 40 },
    );
  });
});
