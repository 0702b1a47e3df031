import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { DELIVER } from '../sending/events.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const exporter = new InMemorySpanExporter();
let on: Stage;

beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  on = await stage();
});
afterAll(async () => {
  await on.close();
  trace.disable();
  context.disable();
  propagation.disable();
});

function spans(name: string) {
  return exporter.getFinishedSpans().filter((span) => span.name === name);
}

test('an operation is a span of the trace that it was asked in, and says no more than route and status', async () => {
  const as = await on.person('owner');
  await on.ask({
    url: '/api/v1/systems/nobody?at=2026-11-01',
    as: { ...as, traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
  });
  const [span] = spans('getSystem');
  expect(span?.spanContext().traceId).toBe(TRACE);
  expect(span?.attributes).toEqual({
    'http.request.method': 'GET',
    'http.route': '/api/v1/systems/:system',
    'http.response.status_code': 404,
  });
});

test('a job is a span of its own', async () => {
  const at = NOW - 1;
  const job = {
    id: 'one',
    kind: DELIVER,
    subject: '',
    payload: { event: { id: 'e', type: 't' } },
    by: 'nobody',
    created: at,
    due: at,
  };
  await on.store.jobs.add({ organization: OWN, ...job });
  await expect.poll(() => spans(`job ${DELIVER}`).length, { timeout: 20_000, interval: 100 }).toBe(1);
  expect(spans(`job ${DELIVER}`)[0]?.attributes).toEqual({
    'assay.job.kind': DELIVER,
    'assay.job.attempt': 1,
  });
});

test('nothing that a person is called or has sent is in any span', async () => {
  const as = await on.person('owner', { id: 'canary-person' });
  await on.ask({
    method: 'POST',
    url: '/api/v1/systems',
    as,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({
      name: 'canary-system',
      team: null,
      pii: null,
      public: null,
      monthlyCost: null,
    }),
  });
  const said = JSON.stringify(
    exporter.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes })),
  );
  expect(said).toContain('/api/v1/systems');
  expect(said).not.toContain('canary');
});
