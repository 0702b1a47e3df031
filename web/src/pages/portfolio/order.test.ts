import { expect, test } from 'vitest';
import { inOrder } from './order.ts';
import type { MapSystem } from './query.ts';

function system(id: string, need: number, score: number | null, growth: number | null): MapSystem {
  // Ordering reads nothing else of a system.
  return { id, name: id, need, score, growth: { from: 15, value: growth } } as MapSystem;
}

const systems = [
  system('b', 10, 40, null),
  system('a', 20, null, 0.1),
  system('d', 10, 30, 0.2),
  system('c', 90, 60, -0.3),
  system('e', 10, 30, 0.15),
];
const ids = (sort: Parameters<typeof inOrder>[1]) =>
  inOrder({ systems }, sort)
    .map(({ id }) => id)
    .join('');

test('each order puts what is unknown last and breaks ties by name, need by the lower score', () => {
  expect(ids('focus')).toBe('cadeb');
  expect(ids('score')).toBe('cbdea');
  expect(ids('growth')).toBe('deacb');
  expect(ids('name')).toBe('abcde');
});
