import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { OWN } from '../intake/organization.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { database } from '../store/testing/postgres-database.ts';
import { statementsOf } from '../store/testing/statements.ts';
import { NAMES, populate } from './testing/populated.ts';
import { type Stage, stage } from './testing/stage.ts';

/*
 * How many statements each request sends to the database. A count that grows with what is stored is a page that
 * becomes slower every month, so none may; and one that rises is seen in a review, because it is kept in a file.
 */
const KEPT = fileURLToPath(new URL('testing/statements.json', import.meta.url));
const RENEW = 'UPDATE=1 npx vitest run src/server/statements.test.ts';

/** Statements where nothing was read yet since the last change, and where the same was asked just before. */
type Counts = Record<string, [first: number, again: number]>;

/** They answer elsewhere, never end, or prove documents that came in before the log began, as these did. */
const LEFT_OUT = new Set(['listen', 'followJob', 'proveSystem', 'signInElsewhere', 'cameBack']);
/** What some cannot be asked without. */
const ASKS: Readonly<Record<string, string>> = { listComponentPlaces: '?name=x' };
const TESTS =
  '<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="one"/></testsuite>';

const report = (count: number) => TESTS.replace('unit', `unit-${count}`);
const names: Readonly<Record<string, string>> = {
  ...NAMES,
  document: createHash('sha256').update(report(0)).digest('hex'),
};

async function countsOf(open: () => Promise<Store>, systems: number): Promise<Counts> {
  const on = await stage({ store: await open() });
  try {
    await populate(on, systems);
    const as = await on.person('owner');
    // The log begins with the first document.
    await importing(on, as, 0);
    const counts: Counts = {};
    for (const { id, url } of reads(on)) {
      const ask = async () => {
        const { status, text } = await on.ask({ url, as });

        if (status !== 200) throw new Error(`${id} answered ${status}: ${text}`);
      };
      // Nothing that was read before counts any more.
      await on.store.write(OWN, async () => undefined);
      counts[id] = [(await statementsOf(ask)).length, (await statementsOf(ask)).length];
    }
    counts.importDocument = [await importing(on, as, 1), await importing(on, as, 2)];
    return counts;
  } finally {
    await on.close();
  }
}

function reads(on: Stage): { id: string; url: string }[] {
  return on.app.operations
    .filter(({ id, method }) => method === 'GET' && !LEFT_OUT.has(id))
    .map(({ id, path }) => ({
      id,
      url: `/api/v1${path.replace(/:(\w+)/g, (_, name: string) => names[name] ?? `unknown-${name}`)}${ASKS[id] ?? ''}`,
    }));
}

async function importing(on: Stage, as: Record<string, string>, count: number): Promise<number> {
  const seen = await statementsOf(async () => {
    const { status, text } = await on.ask({
      method: 'POST',
      url: `/api/v1/imports?name=tests-${count}.xml&system=system-0&wait=true`,
      as,
      headers: { 'content-type': 'application/octet-stream' },
      payload: report(count),
    });
    if (status !== 200) throw new Error(`importDocument answered ${status}: ${text}`);
  });
  return seen.length;
}

test.each([
  ['sqlite', () => openStore({ memory: true })],
  ['postgres', async () => openStore({ url: await database() })],
] as const)(
  '%s: no request sends more statements than it did, or more where more is stored',
  async (name, open) => {
    const few = await countsOf(open, 3);
    expect(await countsOf(open, 30)).toEqual(few);
    const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, Counts>; // our own file
    if (process.env.UPDATE) writeFileSync(KEPT, text({ ...kept, [name]: few }));
    else expect(few, `Fewer? Or more, for a good reason? Then: ${RENEW}`).toEqual(kept[name]);
  },
);

function text(counts: Record<string, Counts>): string {
  const lines = Object.entries(counts).map(([name, each]) => {
    const rows = Object.keys(each)
      .sort()
      .map((id) => `    ${JSON.stringify(id)}: ${JSON.stringify(each[id]).replace(',', ', ')}`);
    return `  ${JSON.stringify(name)}: {\n${rows.join(',\n')}\n  }`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
