import { afterEach, expect, test } from 'vitest';
import { parseInstant } from '../../records/instant.ts';
import { handedBytes } from '../handed.ts';
import { type WorkerParser, workerParser } from './worker-parser.ts';

/*
 * Workers of these tests are small scripts that behave as a document could make the real one behave; that the
 * real one reads is shown by the tests of the binary.
 */

let parser: WorkerParser | undefined;
afterEach(() => parser?.close());

function withWorker(script: string, limits: Parameters<typeof workerParser>[0] = {}): WorkerParser {
  const code = `import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', (message) => { ${script} });`;
  parser = workerParser(limits, new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  return parser;
}

const document = () => handedBytes('report.json', Buffer.from('{}'));
const OPENED = `parentPort.postMessage({ type: 'opened', adapter: { id: 'x' + threadId, byHand: false } });`;
const BATCH = `parentPort.postMessage({ type: 'batch', readings: '[{"kind":"problem","where":"","why":"x"}]' });`;

async function readAll(from: WorkerParser): Promise<{ adapter: string; readings: number }> {
  const parsed = await from.parse(document(), { happened: parseInstant('2026-01-01T00:00:00Z') });
  let readings = 0;
  for await (const batch of parsed.batches) readings += batch.readings.length;
  await parsed.leave();
  return { adapter: parsed.adapter.id, readings };
}

test('a worker is used again, document after document', async () => {
  const from = withWorker(
    `if (message.type === 'open') { ${OPENED} ${BATCH} ${BATCH} parentPort.postMessage({ type: 'end' }); }`,
  );
  const first = await readAll(from);
  expect(first.readings).toBe(2);
  expect(await readAll(from)).toEqual(first);
});

test('a document that keeps its worker busy for too long is refused, and the next is read', async () => {
  const from = withWorker(
    `if (message.type === 'open' && message.size === 2) { ${OPENED} for (;;); }
     if (message.type === 'open') { ${OPENED} parentPort.postMessage({ type: 'end' }); }`,
    { silence: 300 },
  );
  await expect(readAll(from)).rejects.toMatchObject({ code: 'too-large', place: { file: 'report.json' } });
  const next = await from.parse(handedBytes('b.json', Buffer.from('[1]')), {});
  for await (const _ of next.batches) expect.unreachable();
});

test('a document that takes more memory than it may have is refused, and this thread goes on', async () => {
  const from = withWorker(
    `if (message.type === 'open') { ${OPENED} const all = []; for (;;) all.push(new Array(1000).fill({})); }`,
    { heapMb: 16 },
  );
  await expect(readAll(from)).rejects.toMatchObject({ code: 'too-large' });
});

test('a refusal in the worker arrives with its place, and the worker lives on', async () => {
  const from = withWorker(
    `if (message.type === 'open') parentPort.postMessage({ type: 'refused', code: 'malformed', why: 'at ' + threadId, place: { byte: 7 }, next: 'Mend it.' });`,
  );
  const errors: unknown[] = [];
  for (let i = 0; i < 2; i += 1) await readAll(from).catch((error: unknown) => errors.push(error));
  expect(errors[0]).toMatchObject({ code: 'malformed', place: { byte: 7 }, next: 'Mend it.' });
  expect(errors[1]).toEqual(errors[0]);
});

test('a document that is left before it was read ends its worker', async () => {
  const from = withWorker(`if (message.type === 'open') { ${OPENED} }`);
  const parsed = await from.parse(document(), {});
  await parsed.leave();
  const next = await from.parse(document(), {});
  expect(next.adapter.id).not.toBe(parsed.adapter.id);
  await next.leave();
});

test('whoever waits for a document when all is closed is told at once, and so is who comes later', async () => {
  const from = withWorker(`if (message.type === 'open') { ${OPENED} }`);
  const parsed = await from.parse(document(), {});
  const reading = (async () => {
    for await (const _ of parsed.batches) expect.unreachable();
  })();
  const begun = performance.now();
  const told = expect(reading).rejects.toThrow('reading was stopped');
  await from.close();
  await told;
  expect(performance.now() - begun).toBeLessThan(5_000);
  await expect(from.parse(document(), {})).rejects.toThrow('reading was stopped');
});
