import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobAnswer } from '../api.ts';
import { type Stage, stage } from '../testing/stage.ts';

let on: Stage;
let address: string;
let as: Record<string, string>;
beforeEach(async () => {
  on = await stage();
  address = await on.app.listen({ host: '127.0.0.1', port: 0 });
  as = await on.machine(['import']);
});
afterEach(() => on.close());

/** Over the size from which an import is a job. */
function large(): string {
  const cases = Array.from({ length: 30_000 }, (_, index) => {
    const name = `case-${index}-${'x'.repeat(150)}`;
    return `<testcase classname="suite" name="${name}"/>`;
  });
  return `<testsuite name="unit" tests="30000" timestamp="2026-11-02T10:00:00Z">${cases.join('')}</testsuite>`;
}

async function begun(): Promise<JobAnswer> {
  const answer = await fetch(`${address}/api/v1/imports?name=tests.xml&system=orders&wait=false`, {
    method: 'POST',
    headers: { ...as, 'content-type': 'application/octet-stream' },
    body: large(),
  });
  expect(answer.status).toBe(202);
  return (await answer.json()) as JobAnswer;
}

test('an import that is followed says how far it is, and its stream ends with what came of it', async () => {
  const { id } = await begun();
  const stream = await fetch(`${address}/api/v1/jobs/${id}/events`, { headers: as });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  // To its end, which comes by itself.
  const said = [...(await stream.text()).matchAll(/^event: job\ndata: (.*)$/gm)].map(
    ([, data]) => JSON.parse(data ?? '') as JobAnswer,
  );
  expect(said.length).toBeGreaterThan(0);
  expect(said.at(-1)).toMatchObject({ id, state: 'done', result: { status: 'imported' } });
  for (const { state } of said.slice(0, -1)) expect(['waiting', 'running']).toContain(state);
  const { body } = await on.ask({ url: `/api/v1/jobs/${id}`, as });
  expect(said.at(-1)).toEqual(body);
});

test('nobody follows what they may not see', async () => {
  const { id } = await begun();
  const { status } = await on.ask({ url: '/api/v1/jobs/never-was/events', as });
  expect(status).toBe(404);
  expect((await on.ask({ url: `/api/v1/jobs/${id}/events` })).status).toBe(401);
  const reader = await on.machine(['read']);
  expect((await on.ask({ url: `/api/v1/jobs/${id}/events`, as: reader })).status).toBe(403);
});
