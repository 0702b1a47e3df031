// A process of its own that imports with the built product, and says so after each import:
// node importing.mjs '{"location": …, "from": 0, "count": 100, "cases": 150}'
// With "point" (and "how": throw, kill, hang) a call of the import fails there; with "record" it names the calls.
import { setTimeout as sleep } from 'node:timers/promises';

const asked = JSON.parse(process.argv[2]);
const dist = new URL('../dist/', import.meta.url);
const load = (path) => import(new URL(path, dist).href);
const { openStore } = await load('store/open.js');
const { importDocument } = await load('intake/import.js');
const { handedBytes } = await load('intake/handed.js');
const { parseHere } = await load('intake/parse/parse.js');
const { readModel, standardModelFolder } = await load('model/read.js');
const { ensureOrganization, OWN } = await load('intake/organization.js');

const say = (line) => process.stdout.write(`${line}\n`);
const names = new Map();
const store = await openStore(asked.location);
await ensureOrganization(store, 1, 'UTC');
const { coverage } = await readModel(standardModelFolder());

/** Where a fault may strike: told by its name and how often it was passed. */
async function pass(point) {
  const times = (names.get(point) ?? 0) + 1;
  names.set(point, times);
  if (asked.record) say(`point ${point} ${times}`);
  if (asked.point !== point || (asked.times ?? 1) !== times) return;
  say(`reached ${point}`);
  if (asked.how === 'kill') process.kill(process.pid, 'SIGKILL');
  if (asked.how === 'throw') throw new Error(`planted at ${point}`);
  await sleep(2 ** 30);
}

/** Every call of a writer passes a point before and another behind. */
function failing(writer) {
  return new Proxy(writer, {
    get(target, name) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...words) => {
        await pass(`before ${String(name)}`);
        const done = await method.apply(target, words);
        await pass(`behind ${String(name)}`);
        return done;
      };
    },
  });
}

const points = asked.point !== undefined || asked.record;
const used = points
  ? {
      ...store,
      async write(organization, work) {
        await pass('begin');
        const done = await store.write(organization, async (writer) => {
          const result = await work(failing(writer));
          await pass('commit');
          return result;
        });
        await pass('answer');
        return done;
      },
    }
  : store;

async function* withPoints(batches) {
  for await (const batch of batches) {
    await pass('batch');
    yield batch;
  }
}
async function parse(handed, options) {
  await pass('parse');
  const parsed = await parseHere(handed, options);
  return { ...parsed, batches: withPoints(parsed.batches) };
}

for (const each of asked.documents ?? numbered()) {
  const handed = handedBytes(each.name, Buffer.from(each.text));
  const intake = {
    organization: OWN,
    origin: { kind: 'token', name: 'faults' },
    learned: each.learned ?? Date.UTC(2026, 10, 20),
    coverage,
    system: 'Orders',
    parse: points ? parse : parseHere,
    after: points ? () => pass('after') : undefined,
  };
  try {
    const { status, why } = await importDocument(used, handed, intake);
    say(`${status} ${each.name}${why === undefined ? '' : `: ${why}`}`);
  } catch (error) {
    say(`failed ${each.name}: ${error.message}`);
  }
}
await store.close();
say('end');

function* numbered() {
  for (let each = asked.from; each < asked.from + asked.count; each += 1) {
    const lines = Array.from(
      { length: asked.cases },
      (_, index) => `<testcase classname="suite${each}" name="case ${index}"/>`,
    );
    const at = new Date(Date.UTC(2026, 0, 1 + (each % 300))).toISOString();
    const text = `<testsuite name="suite ${each}" tests="${asked.cases}" timestamp="${at}">${lines.join('\n')}</testsuite>`;
    yield { name: `${each}.xml`, text };
  }
}
