import { expect, test } from 'vitest';
import type { HistoryAnswer } from '../../../../src/server/api.ts';
import { climbsOf, ranked, teamClimbs } from './climbs.ts';

const system = (name: string, team: string | null, scores: (number | null)[]) => ({
  id: name,
  name,
  team,
  levels: [],
  scores,
});
const history: HistoryAnswer = {
  instants: ['2026-04-01T00:00:00Z', '2026-07-01T00:00:00Z'],
  systems: [
    system('High', 'One', [70, 75]),
    system('Low', 'Two', [15, 25]),
    system('Fell', 'Two', [40, 30]),
    system('Still', null, [30, 30]),
    system('New', null, [null, 20]),
  ],
};

test('15 to 25 stands above 70 to 75, and who fell or stood still is not ranked', () => {
  const { climbed, others } = ranked(climbsOf(history, 0, 1));
  expect(climbed.map(({ name, growth }) => [name, growth.toFixed(2)])).toEqual([
    ['Low', '0.51'],
    ['High', '0.07'],
  ]);
  expect(others.map(({ name }) => name)).toEqual(['Fell', 'Still']);
});

test('a team climbs by the mean of its systems', () => {
  expect(teamClimbs(history, 0, 1).map(({ name, from, to }) => [name, from, to])).toEqual([
    ['One', 70, 75],
    ['Two', 27.5, 27.5],
  ]);
});
