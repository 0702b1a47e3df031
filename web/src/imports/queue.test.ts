import { afterEach, expect, test, vi } from 'vitest';
import { createImportQueue } from './queue.ts';

/** Stands in for the browser's XMLHttpRequest: each call waits until the test answers it. */
class FakeCall {
  static calls: FakeCall[] = [];
  upload: { onprogress?: (event: object) => void; onload?: () => void } = {};
  status = 0;
  responseText = '';
  url = '';
  onload = () => {};
  onabort = () => {};
  onerror = () => {};
  onloadend = () => {};
  open(_method: string, url: string) {
    this.url = url;
  }
  setRequestHeader() {}
  send() {
    FakeCall.calls.push(this);
  }
  abort() {
    this.onabort();
    this.onloadend();
  }
  answer(status: number, body: object) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload();
    this.onloadend();
  }
}

function queueOf(...names: string[]) {
  FakeCall.calls = [];
  vi.stubGlobal('XMLHttpRequest', FakeCall);
  const queue = createImportQueue(() => {});
  queue.add(names.map((name) => ({ name, file: new File(['{}'], name) })));
  return queue;
}

const states = (queue: ReturnType<typeof queueOf>) => queue.files().map((each) => each.progress.state);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => vi.unstubAllGlobals());

test('files go one after the other, each with the system and the day that were given', async () => {
  const queue = queueOf('a.json', 'b.json');
  queue.start({ system: 'Payments', happened: '2026-11-01' });
  expect(states(queue)).toEqual(['sending', 'queued']);
  expect(FakeCall.calls[0]!.url).toBe('/api/v1/imports?name=a.json&system=Payments&happened=2026-11-01');
  FakeCall.calls[0]!.answer(200, { status: 'known' });
  await settle();
  expect(states(queue)).toEqual(['done', 'sending']);
});

test('a refused file keeps the reason and does not stop its neighbour', async () => {
  const queue = queueOf('bad.json', 'good.json');
  queue.start({ system: undefined, happened: undefined });
  FakeCall.calls[0]!.answer(422, { title: 'Not recognised', detail: 'No adapter knows it.', next: 'Look.' });
  await settle();
  FakeCall.calls[1]!.answer(200, { status: 'imported' });
  await settle();
  expect(states(queue)).toEqual(['failed', 'done']);
  expect(queue.files()[0]!.progress).toMatchObject({ problem: { status: 422, next: 'Look.' } });
});

test('cancelling one file lets the others go on, and it can be tried again', async () => {
  const queue = queueOf('a.json', 'b.json');
  queue.start({ system: undefined, happened: undefined });
  queue.cancel(queue.files()[0]!.id);
  await settle();
  expect(states(queue)).toEqual(['cancelled', 'sending']);
  FakeCall.calls[1]!.answer(200, { status: 'imported' });
  await settle();
  queue.start({ system: 'Payments', happened: undefined }, queue.files()[0]!.id);
  expect(states(queue)).toEqual(['sending', 'done']);
});

test('clearing keeps what is on its way', () => {
  const queue = queueOf('a.json');
  queue.start({ system: undefined, happened: undefined });
  queue.add([{ name: 'later.json', file: new File([''], 'later.json') }]);
  queue.clear();
  expect(queue.files().map((each) => each.name)).toEqual(['a.json']);
});
