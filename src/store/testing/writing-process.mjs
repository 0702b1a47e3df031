// A process of its own that writes documents to a store, each in one transaction, and says so after each:
// node writing-process.mjs <store/open.js> <location as JSON> <name> <how many>
import { setTimeout as sleep } from 'node:timers/promises';

const [open, location, name, count] = process.argv.slice(2);
const { openStore } = await import(open);
const store = await openStore(JSON.parse(location));
const HALF = 250;

for (let i = 0; i < Number(count); i += 1) {
  const sha256 = `${name}-${i}`;
  await store.write('a', async (writer) => {
    const origin = { kind: 'token', name };
    const counts = { records: {}, findings: 0, problems: [], problemCount: 0 };
    const row = {
      sha256,
      name,
      bytes: 1,
      adapter: 'a',
      tool: 't',
      toolVersion: undefined,
      at: i,
      learned: i,
      origin,
      ...counts,
    };
    await writer.addDocument(row);
    await writer.addEvidence(Array.from({ length: HALF }, (_, ordinal) => evidence(sha256, ordinal)));
    // In the middle of the write, so that another process wants to write, or kills this one, just then.
    await sleep(Math.random() * 4);
    await writer.addEvidence(Array.from({ length: HALF }, (_, ordinal) => evidence(sha256, HALF + ordinal)));
    await writer.finishDocument({ ...row, records: { practice: 2 * HALF } });
  });
  process.stdout.write(`${sha256}\n`);
}
await store.close();

function evidence(document, ordinal) {
  return {
    document,
    ordinal,
    system: 's',
    aspect: 'backup',
    output: 'test',
    automation: 'full',
    declared: false,
    at: ordinal,
    learned: 0,
    thing: undefined,
    reference: undefined,
    note: 'x'.repeat(100),
  };
}
