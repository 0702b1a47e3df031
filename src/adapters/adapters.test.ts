import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_KINDS } from '../records/record.ts';
import { ASPECTS } from '../records/words.ts';
import { ADAPTERS } from './registry.ts';
import { ADAPTERS_FOLDER, fixturesOf } from './testing/folders.ts';
import { inputOf, legible, read } from './testing/harness.ts';
import { pageOf } from './testing/page.ts';

/** In an input these words stand where a secret would: none of them may come out. */
const CANARY = /CANARY[\w-]*/;

describe.each(ADAPTERS.map((adapter) => [adapter.id, adapter] as const))('%s', (id, adapter) => {
  const fixtures = fixturesOf(id);

  test('its page is written from what it says about itself', () => {
    const file = `${ADAPTERS_FOLDER}${id}/README.md`;
    if (process.env['UPDATE']) writeFileSync(file, pageOf(adapter));
    expect(readFileSync(file, 'utf8')).toBe(pageOf(adapter));
    const { exports, proves, limits } = adapter.about;
    expect(exports.length && proves.length && limits.length).toBeGreaterThan(0);
    for (const text of [...exports.map(({ how }) => how), ...proves, ...limits])
      expect(text, 'a whole sentence').toMatch(/^[\p{Lu}`\d].*[.!?:)`]$/su);
  });

  test('has fixtures that are fine, empty and broken', () => {
    const sorts = new Set(fixtures.map((fixture) => fixture.name.split('.')[0]));
    expect(sorts).toContain('ok');
    expect(sorts).toContain('bad');
    expect(sorts.has('zero') || sorts.has('edge')).toBe(true);
  });

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
    const { path, bytes } = inputOf(fixture);
    const outcome = await read(path, bytes);
    const file = `${fixture.folder}/expected.json`;
    if (process.env['UPDATE']) writeFileSync(file, `${JSON.stringify(legible(outcome), null, 2)}\n`);
    expect(existsSync(file), 'expected.json is missing; UPDATE=1 writes it, then read it').toBe(true);
    expect(legible(outcome)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    if (!fixture.name.startsWith('bad.')) expect(outcome.adapter, 'this adapter wins').toBe(id);
    if (!fixture.name.startsWith('bad.')) expect(outcome).toHaveProperty('readings');
    expect(JSON.stringify(outcome)).not.toMatch(CANARY);
  });

  test('yields an envelope first, then records of known kinds and aspects it declares', async () => {
    for (const fixture of fixtures) {
      const { path, bytes } = inputOf(fixture);
      const outcome = await read(path, bytes);
      if (!('readings' in outcome) || outcome.adapter !== id) continue;
      expect(outcome.readings[0]?.kind, fixture.name).toBe('envelope');
      for (const reading of outcome.readings) {
        expect(['envelope', 'problem', ...RECORD_KINDS]).toContain(reading.kind);
        if (!('aspect' in reading)) continue;
        expect(ASPECTS).toContain(reading.aspect);
        expect(adapter.aspects, `${fixture.name} yields ${reading.aspect}`).toContain(reading.aspect);
      }
    }
  });

  test('bytes changed at random never break us, and nothing reaches a prototype', async () => {
    const inputs = fixtures.map(inputOf).filter(({ bytes }) => bytes.length > 0);
    if (inputs.length === 0) return;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(inputs.length - 1),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:<>&\\0-9eE.\n\t\0é\u2028')), { maxLength: 5 }),
        async (index, changes) => {
          const input = inputs[index];
          if (!input) return;
          let text = input.bytes.toString('latin1');
          for (const [at, char] of changes) {
            const place = at % (text.length + 1);
            text = text.slice(0, place) + char + text.slice(place + 1);
          }
          await read(input.path, Buffer.from(text, 'latin1'), adapter);
          expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });
});
