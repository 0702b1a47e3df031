import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ADAPTERS } from './registry.ts';
import { ADAPTERS_FOLDER } from './testing/folders.ts';
import { countsOf, read } from './testing/harness.ts';

/*
 * Real files from real tools, when the folder stands beside the project. None of them is copied here. Each is
 * recognised without a hint, read by the right adapter, and yields at least what its source counts. What each
 * adapter has to yield stands in its own fixtures/samples.json.
 */

const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

/** What an adapter has to yield from a folder of samples. */
interface Expected {
  /** Records of each kind at least, and findings. */
  least: Record<string, number>;
  /** Files of the folder that are meant; all where absent. */
  files?: string[];
  /** Why the count is another than a peer's, where it is. */
  why?: string;
}

const expected: { folder: string; adapter: string; expected: Expected }[] = ADAPTERS.flatMap(({ id }) => {
  const file = `${ADAPTERS_FOLDER}${id}/fixtures/samples.json`;
  if (!existsSync(file)) return [];
  const own = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Expected>; // our own file
  return Object.entries(own).map(([folder, each]) => ({ folder, adapter: id, expected: each }));
});

describe.runIf(existsSync(SAMPLES))('real files', () => {
  const all = (existsSync(SAMPLES) ? readdirSync(SAMPLES, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: folder }) => readdirSync(SAMPLES + folder).map((name) => ({ folder, name })));

  test.each(all.map(({ folder, name }) => [`${folder}/${name}`, folder, name] as const))(
    '%s is read by the adapter that says so',
    async (path, folder, name) => {
      const mine = expected.filter(
        (each) =>
          each.folder === folder && (each.expected.files === undefined || each.expected.files.includes(name)),
      );
      expect(
        mine.map(({ adapter }) => adapter),
        'one adapter answers for each sample',
      ).toHaveLength(1);
      const outcome = await read(path, readFileSync(SAMPLES + path));
      expect(outcome.adapter).toBe(mine[0]?.adapter);
      expect(outcome, JSON.stringify(outcome).slice(0, 300)).toHaveProperty('readings');
      if (!('readings' in outcome)) return;
      const counts = countsOf(outcome.readings);
      for (const [kind, count] of Object.entries(mine[0]?.expected.least ?? {}))
        expect(counts[kind] ?? 0, kind).toBeGreaterThanOrEqual(count);
    },
  );
});
