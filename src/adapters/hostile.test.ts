import { expect, test } from 'vitest';
import { ADAPTERS } from './registry.ts';
import { fixturesOf } from './testing/folders.ts';
import { inputOf, legible, type Outcome, read } from './testing/harness.ts';
import { ATTACKS, WRAPPINGS } from './testing/hostile.ts';

/*
 * One harness for every adapter: what is only dressed up is read as ever; what is broken is read as far as it is
 * whole, or refused with a place; nothing breaks us, hangs, reaches a prototype or lets a secret out.
 */

/** Bytes up to which a document is cut at every place; longer ones at this many. */
const SMALL = 1_024;
const CUTS = 256;

function expectClean(outcome: Outcome, what: string): void {
  expect(({} as Record<string, unknown>)['polluted'], what).toBeUndefined();
  // A place names members, which are no values.
  const told = 'refusal' in outcome ? outcome.refusal.why : JSON.stringify(outcome);
  expect(told, what).not.toMatch(/CANARY/);
  if ('refusal' in outcome) return;
  for (const reading of outcome.readings) {
    for (const value of Object.values(reading)) {
      if (typeof value === 'number')
        expect(Number.isFinite(value), `${what}: ${told.slice(0, 200)}`).toBe(true);
    }
  }
}

test.each(ADAPTERS.map((adapter) => [adapter.id, adapter] as const))(
  '%s',
  async (id, adapter) => {
    for (const fixture of fixturesOf(id)) {
      const { path, bytes } = inputOf(fixture);
      if (!fixture.name.startsWith('bad.')) {
        const plain = legible(await read(path, bytes));
        for (const { name, apply } of WRAPPINGS) {
          const dressed = apply(bytes);
          if (dressed) expect(legible(await read(path, dressed)), `${fixture.name}, ${name}`).toEqual(plain);
        }
      }
      for (const { name, apply } of ATTACKS) {
        const broken = apply(bytes);
        if (broken) expectClean(await read(path, broken, adapter), `${fixture.name}, ${name}`);
      }
      const step = bytes.length <= SMALL ? 1 : Math.ceil(bytes.length / CUTS);
      for (let length = 0; length < bytes.length; length += step)
        expectClean(
          await read(path, bytes.subarray(0, length), adapter),
          `${fixture.name}, cut at ${length}`,
        );
    }
  },
  120_000,
);
