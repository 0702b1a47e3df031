import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { memoryDocument } from '../formats/open.ts';
import { ADAPTERS } from './registry.ts';
import { fixturesOf } from './testing/folders.ts';
import { inputOf } from './testing/harness.ts';

/*
 * Every document against every adapter: one is surest, and alone in that. Where the input has no name of its
 * own, the name says nothing either: content decides.
 */

/** Certainties over 0, the surest first. */
async function claims(path: string, bytes: Uint8Array): Promise<[adapter: string, certainty: number][]> {
  const { head } = await memoryDocument(path, bytes);
  return ADAPTERS.map(({ id, detect }): [string, number] => [id, detect(head)])
    .filter(([, certainty]) => certainty > 0)
    .sort((a, b) => b[1] - a[1]);
}

function expectOneWinner(found: readonly [string, number][], winner?: string): void {
  const all = JSON.stringify(found);
  expect(found.length, all).toBeGreaterThan(0);
  if (winner !== undefined) expect(found[0]?.[0], all).toBe(winner);
  if (found.length > 1) expect(found[0]?.[1], `no tie: ${all}`).toBeGreaterThan(found[1]?.[1] ?? 0);
}

const fixtures = ADAPTERS.flatMap(({ id }) =>
  fixturesOf(id)
    .filter(({ name }) => !name.startsWith('bad.'))
    .map((fixture) => [`${id} ${fixture.name}`, fixture] as const),
);

test.each(fixtures)('%s wins its own adapter alone', async (_, fixture) => {
  const { path, bytes } = inputOf(fixture);
  const named = !fixture.input.startsWith('input.');
  expectOneWinner(await claims(named ? path : 'some/file.txt', bytes), fixture.adapter);
});

const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

describe.runIf(existsSync(SAMPLES))('real files', () => {
  const files = (existsSync(SAMPLES) ? readdirSync(SAMPLES, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: folder }) => readdirSync(SAMPLES + folder).map((name) => `${folder}/${name}`));

  test.each(files)('%s wins one adapter', async (path) => {
    expectOneWinner(await claims(path, readFileSync(SAMPLES + path)));
  });
});
