import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Aspect } from '../model/model.ts';
import { DAY } from '../records/instant.ts';
import { ASPECTS, PROVED } from '../records/words.ts';
import { coverageHistory, shareAt, type ThingHistory, thingsOf } from './coverage.ts';
import { RULES } from './testing/rules.ts';

const bit = (aspect: (typeof ASPECTS)[number]) => 1 << ASPECTS.indexOf(aspect);

function aspect(coverage: Partial<Aspect['coverage']> = {}, id: Aspect['id'] = 'patch'): Aspect {
  return {
    id,
    number: 5,
    title: '',
    summary: '',
    threats: [],
    solutions: [],
    advice: [],
    buildsOn: [],
    coverage: { words: '', known: ['host'], weight: 'one', ...coverage },
    steps: { '1': '', '2': '', '3': '', '4': '' },
  };
}

const host = (...sightings: ThingHistory['sightings']): ThingHistory => ({
  kind: 'host',
  weight: 1,
  sightings,
});

test('a host is known for 95 days after it was seen, and reached for as long as the rung is fresh', () => {
  const things = [host({ at: 0, aspects: bit('patch') }), host({ at: 0, aspects: 0 })];
  const coverage = coverageHistory(things, aspect(), RULES, 95);
  expect(shareAt(coverage, 32, -1)).toBeUndefined();
  expect(shareAt(coverage, 32, 0)).toBe(0.5);
  expect(shareAt(coverage, 32, 32 * DAY - 1)).toBe(0.5);
  expect(shareAt(coverage, 32, 32 * DAY)).toBe(0);
  expect(shareAt(coverage, 32, 95 * DAY)).toBeUndefined();
  expect(shareAt(coverage, 8, 8 * DAY)).toBe(0);
});

test('money counts by its amount', () => {
  const things: ThingHistory[] = [
    { kind: 'spend', weight: 900, sightings: [{ at: 0, aspects: bit('cost') }] },
    { kind: 'spend', weight: 100, sightings: [{ at: 0, aspects: 0 }] },
  ];
  const coverage = coverageHistory(things, aspect({ known: ['spend'], weight: 'amount' }, 'cost'), RULES, 95);
  expect(shareAt(coverage, 32, 1)).toBeCloseTo(0.9);
});

test('alerts are measured against what is heard from, not against all there is', () => {
  const things = [
    host({ at: 0, aspects: bit('telemetry') | bit('alerts') }),
    host({ at: 0, aspects: bit('telemetry') }),
    host({ at: 0, aspects: 0 }),
  ];
  const coverage = coverageHistory(things, aspect({ knownBy: 'telemetry' }, 'alerts'), RULES, 95);
  expect(shareAt(coverage, 32, 1)).toBe(0.5);
});

test('a backup that was never restored counts half', () => {
  const proof = { words: '', freshDays: 95, otherwise: 0.5 };
  const things = [
    host({ at: 0, aspects: bit('patch') }, { at: 20 * DAY, aspects: bit('patch') | PROVED }),
    host({ at: 0, aspects: bit('patch') }),
  ];
  const coverage = coverageHistory(things, aspect({ proof }), RULES, 95);
  expect(shareAt(coverage, 32, 1)).toBe(0.5);
  expect(shareAt(coverage, 32, 21 * DAY)).toBe(0.75);
  expect(shareAt(coverage, 32, 40 * DAY)).toBe(0.5);
  expect(shareAt(coverage, 32, 60 * DAY)).toBe(0);
});

test('sightings after the instant asked about are kept aside', () => {
  const things = [host({ at: 0, aspects: 0 }, { at: 10 * DAY, aspects: bit('patch') })];
  const coverage = coverageHistory(things, aspect(), RULES, 95, 5 * DAY);
  expect(shareAt(coverage, 32, 20 * DAY)).toBe(0);
});

test('rows from a store become things', () => {
  const row = { kind: 'host', weight: 1, aspects: 0 };
  expect(
    thingsOf([
      { ...row, thing: 'a', at: 1 },
      { ...row, thing: 'a', at: 2 },
      { ...row, thing: 'b', at: 1 },
    ]),
  ).toHaveLength(2);
});

const PROOF = { words: '', freshDays: 60, otherwise: 0.25 };

function proved(thing: ThingHistory, at: number): boolean {
  return thing.sightings.some(
    (seen) => seen.aspects & PROVED && seen.at <= at && at < seen.at + PROOF.freshDays * DAY,
  );
}

test('at any instant it is what counting each thing by hand gives', () => {
  const sighting = fc.record({
    at: fc.integer({ min: 0, max: 300 }).map((day) => day * DAY),
    aspects: fc.constantFrom(0, bit('patch'), bit('telemetry'), bit('patch') | PROVED),
  });
  const thing = fc.record({
    kind: fc.constantFrom('host', 'bucket'),
    weight: fc.integer({ min: 1, max: 9 }),
    sightings: fc.array(sighting, { maxLength: 8 }).map((all) => all.sort((a, b) => a.at - b.at)),
  });
  fc.assert(
    fc.property(
      fc.array(thing, { maxLength: 6 }),
      fc.integer({ min: -10, max: 500 }),
      fc.boolean(),
      fc.boolean(),
      (things, day, byMoney, proves) => {
        const at = day * DAY;
        const coverage = coverageHistory(
          things,
          aspect({ weight: byMoney ? 'amount' : 'one', ...(proves && { proof: PROOF }) }),
          RULES,
          95,
        );
        for (const fresh of [8, 32]) {
          let known = 0;
          let reached = 0;
          for (const each of things) {
            if (each.kind !== 'host') continue;
            const weight = byMoney ? each.weight : 1;
            if (!each.sightings.some((seen) => seen.at <= at && at < seen.at + 95 * DAY)) continue;
            known += weight;
            if (
              each.sightings.some(
                (seen) => seen.aspects & bit('patch') && seen.at <= at && at < seen.at + fresh * DAY,
              )
            )
              reached += weight * (proves && !proved(each, at) ? PROOF.otherwise : 1);
          }
          const share = shareAt(coverage, fresh, at);
          if (known === 0) expect(share).toBeUndefined();
          else expect(share).toBeCloseTo(reached / known);
        }
      },
    ),
    { numRuns: 500 },
  );
});
