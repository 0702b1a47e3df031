// A process of its own that imports with the built product, and says so after each import:
// node importing.mjs '{"location": …, "from": 0, "count": 100, "cases": 150}'
// With "points" (and "how": throw, hang) a call of the import fails there, each in an organization of its own;
// with "record" it names the calls.
import { setTimeout as sleep } from 'node:timers/promises';

const asked = JSON.parse(process.argv[2]);
const dist = new URL('../dist/', import.meta.url);
const load = (path) => import(new URL(path, dist).href);
const { openStore } = await load('store/open.js');
const { importDocument } = await load('intake/import.js');
const { handedBytes } = await load('intake/handed.js');
const { parseHere } = await load('intake/parse/parse.js');
const { readModel, standardModelFolder } = await load('model/read.js');
const { OWN } = await load('intake/organization.js');

const say = (line) => process.stdout.write(`${line}\n`);
const store = await openStore(asked.location);
const { coverage } = await readModel(standardModelFolder());

let strikes;
let passed = new Map();

/** Where a fault may strike: told by its name; at its first call. */
async function pass(point) {
  const times = (passed.get(point) ?? 0) + 1;
  passed.set(point, times);
  if (strikes !== point || times > 1) return;
  say(`reached ${point}`);
  if (asked.how === 'throw') throw new Error(`planted at ${point}`);
  await sleep(2 ** 30);
}

/** Every call of a writer passes a point. */
function failing(writer) {
  return new Proxy(writer, {
    get(target, name) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...words) => {
        await pass(String(name));
        return method.apply(target, words);
      };
    },
  });
}

const points = asked.points !== undefined || asked.record;
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

async function importAll(organization) {
  await store.write(organization, async (writer) => {
    if (!(await writer.organization()))
      await writer.putOrganization({
        id: organization,
        name: 'Faults',
        timeZone: 'UTC',
        created: 1,
        example: false,
      });
  });
  for (const each of asked.documents ?? numbered()) {
    const handed = handedBytes(each.name, Buffer.from(each.text));
    const intake = {
      organization,
      origin: { kind: 'token', name: 'faults' },
      learned: each.learned ?? Date.UTC(2026, 10, 20),
      happened: each.happened,
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
      return;
    }
  }
}

for (const [index, point] of (asked.points ?? [undefined]).entries()) {
  strikes = point;
  passed = new Map();
  await importAll(asked.organizations?.[index] ?? OWN);
}
if (asked.record) for (const point of passed.keys()) say(`point ${point}`);
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
