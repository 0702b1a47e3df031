import { expect, test } from 'vitest';
import type { Scorecard, SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { inOrder } from './order.ts';

function scorecard(...systems: { id: string; score: number | null; growth: number | null }[]): Scorecard {
  return {
    organization: 'Example',
    at: '2026-11-23T00:00:00.000Z',
    known: '2026-11-23T00:00:00.000Z',
    model: { version: '1.0.0', overrides: [] },
    systems: systems.map(
      ({ id, score, growth }) =>
        // Ordering reads nothing else of a system.
        ({ id, name: id, score, growth: { since: '', from: null, value: growth } }) as unknown as SystemScore,
    ),
    focus: [
      { system: 'c', aspect: 'backup', step: '' },
      { system: 'a', aspect: 'cost', step: '' },
    ],
  };
}

const card = scorecard(
  { id: 'b', score: 40, growth: null },
  { id: 'a', score: null, growth: 0.1 },
  { id: 'd', score: 40, growth: 0.2 },
  { id: 'c', score: 60, growth: -0.3 },
);
const ids = (sort: Parameters<typeof inOrder>[1]) =>
  inOrder(card, sort)
    .map((system) => system.id)
    .join('');

test('each order puts what is unknown last and breaks ties by name', () => {
  expect(ids('focus')).toBe('cabd');
  expect(ids('score')).toBe('cbda');
  expect(ids('growth')).toBe('dacb');
  expect(ids('name')).toBe('abcd');
});
