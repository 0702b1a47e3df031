import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProblemAnswer, ProblemsAnswer } from '../api.ts';
import { type Stage, stage } from '../testing/stage.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.close());

test('the type of every problem leads to what it means and what to do, without a sign-in', async () => {
  const { type } = (await on.ask({ url: '/api/v1/systems' })).body as ProblemAnswer;
  const { status, body } = await on.ask({ url: type });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    code: 'unauthenticated',
    type,
    status: 401,
    next: expect.stringContaining('.'),
  });
  const { rows } = (await on.ask({ url: '/api/v1/problems' })).body as ProblemsAnswer;
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    expect((await on.ask({ url: row.type })).body).toEqual(row);
    expect(row.means, row.code).toMatch(/[.]$/);
    expect(row.next, row.code).toMatch(/[.]$/);
  }
});

test('a kind that there is not is not found', async () => {
  for (const code of ['nonsense', 'constructor', '__proto__', '%2e%2e'])
    expect((await on.ask({ url: `/docs/problems/${code}` })).status, code).toBe(404);
});
