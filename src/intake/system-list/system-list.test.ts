import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import * as make from '../../store/testing/rows.ts';
import { ensureSystem } from '../systems.ts';
import { systemsCsv } from './csv.ts';
import { importSystems, lastImport, undoImport } from './import.ts';
import { planImport } from './plan.ts';
import { readSystemList } from './read.ts';

const OWN = 'default';
let store: Store;
beforeEach(async () => {
  store = await openStore({ memory: true });
  await store.write(OWN, async (writer) => {
    await writer.putOrganization({ id: OWN, name: 'x', timeZone: 'UTC', created: 1, example: false });
    await writer.putTeam({ id: 'checkout', name: 'Checkout' });
    await ensureSystem(writer, 'Payments', 1, { team: 'checkout', public: true });
    await writer.putContacts('payments', [{ kind: 'owner', name: 'Ada', reach: undefined }]);
  });
});
afterEach(() => store.close());

const AS = { id: 'i1', at: 5, by: 'Ada', file: 'systems.csv' };
const bring = (text: string, id = 'i1') =>
  store.write(OWN, async (writer) =>
    importSystems(writer, await readSystemList('systems.csv', text), { ...AS, id }),
  );
const plan = async (text: string) => planImport(store.reader(OWN), await readSystemList('systems.csv', text));

const TABLE = `name,team,owners,support,exposure,data class,monthly cost,keys,criticality
Payments,Checkout,Ada,Ops <#ops>,public,personal,1200,repo:github.com/acme/pay*; tag:app=pay,high
"Search, new",Catalogue,Ben <ben@example.org>,,internal,none,,service:search,
,Checkout,,,,,,,
Sea rch new,,,,perhaps,,,,
Payments,,,,,,,,
`;

test('a table says what is new, what changes, and which lines are refused and why', async () => {
  const { rows: _, ...planned } = await plan(TABLE);
  expect(planned).toEqual({
    from: 'csv',
    systems: [
      {
        where: 'line 2',
        id: 'payments',
        name: 'Payments',
        state: 'changed',
        changes: [
          { field: 'pii', from: null, to: 'yes' },
          { field: 'monthlyCost', from: null, to: '1200' },
          { field: 'support', from: null, to: 'Ops <#ops>' },
          { field: 'keys', from: null, to: 'repo:github.com/acme/pay*; tag:app=pay' },
        ],
      },
      {
        where: 'line 3',
        id: 'search-new',
        name: 'Search, new',
        state: 'new',
        changes: [
          { field: 'team', from: null, to: 'Catalogue' },
          { field: 'public', from: null, to: 'no' },
          { field: 'pii', from: null, to: 'no' },
          { field: 'owners', from: null, to: 'Ben <ben@example.org>' },
          { field: 'keys', from: null, to: 'service:search' },
        ],
      },
    ],
    refused: [
      { where: 'line 4', why: 'A system needs a name with a letter or a digit.' },
      { where: 'line 5', why: '"perhaps" does not say whether it faces the public; write yes or no.' },
      { where: 'line 6', why: '"Payments" stands at line 2 already.' },
    ],
    passedOver: [
      { what: 'criticality', why: 'It follows from exposure, data and cost, and cannot be declared.' },
    ],
    teams: ['Catalogue'],
  });
});

test('the same table a second time changes nothing, and the export imports unchanged', async () => {
  await bring(TABLE);
  expect((await plan(TABLE)).systems.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
  await store.write(OWN, async (writer) => {
    await ensureSystem(writer, '=cmd()|x', 1);
    await ensureSystem(writer, "'quoted;\\ name", 1);
    await writer.putContacts('cmd-x', [
      { kind: 'owner', name: 'A; B\\', reach: 'a <b>' },
      { kind: 'support', name: 'odd <name>', reach: undefined },
    ]);
    await writer.putAttribution({ id: 'r', order: 9, pattern: 'path:a;b\\c', system: 'cmd-x' });
    const payments = (await writer.systems(['payments']))[0];
    if (payments) await writer.putSystem({ ...payments, name: 'Renamed' });
  });
  const text = await systemsCsv(store.reader(OWN));
  expect(text).toContain(`"'=cmd()|x"`);
  const again = await plan(text);
  expect(again.refused).toEqual([]);
  expect(again.systems.map(({ name, state, changes }) => [name, state, changes])).toEqual([
    ['=cmd()|x', 'unchanged', []],
    ['Renamed', 'unchanged', []],
    ["'quoted;\\ name", 'unchanged', []],
    ['Search, new', 'unchanged', []],
  ]);
});

test('an import is undone: what it made goes, what it changed is as it was', async () => {
  const state = async () => {
    const reader = store.reader(OWN);
    return [
      await reader.systems(),
      await reader.teams(),
      await reader.contacts(),
      await reader.attributions(),
    ];
  };
  const before = await state();
  await bring(TABLE);
  expect(await state()).not.toEqual(before);
  expect(await lastImport(store.reader(OWN))).toEqual({ ...AS, made: 1, changed: 1 });
  await store.write(OWN, (writer) => undoImport(writer, 'i1'));
  expect(await state()).toEqual(before);
  expect(await lastImport(store.reader(OWN))).toBeUndefined();
});

test('what was changed since, or what something is known of, is not taken away', async () => {
  await bring('name,team\nSearch,Catalogue\n');
  const undo = () => store.write(OWN, (writer) => undoImport(writer, 'i1'));
  await expect(undo().then(() => store.write(OWN, (writer) => undoImport(writer, 'i1')))).rejects.toThrow(
    'not the last import',
  );
  await bring('name,team\nSearch,Catalogue\n');
  await store.write(OWN, (writer) => writer.putExemption({ ...make.exemption('e'), system: 'search' }));
  await expect(undo()).rejects.toThrow('Something is known of "Search"');
  await store.write(OWN, (writer) =>
    writer.putContacts('search', [{ kind: 'owner', name: 'Z', reach: undefined }]),
  );
  await expect(undo()).rejects.toThrow('"Search" was changed since');
  expect((await store.reader(OWN).systems()).map(({ id }) => id)).toEqual(['payments', 'search']);
});

test('a pattern that goes to another system already is refused, not given away', async () => {
  await bring('name,keys\nSearch,service:search\n');
  expect((await plan('name,keys\nFinder,service:search\n')).refused).toEqual([
    { where: 'line 2', why: 'What matches service:search goes to search already.' },
  ]);
});

test('a table of one column, and files that are no list', async () => {
  expect((await plan('name\nSearch\n')).systems).toMatchObject([{ id: 'search', state: 'new' }]);
  await expect(plan('title,owner\na,b\nc,d\n')).rejects.toThrow('No column of the table names the systems.');
  await expect(plan('just words')).rejects.toThrow('neither a table of systems nor a Backstage catalogue');
  await expect(plan('a: 1\n')).rejects.toThrow();
});

const CATALOGUE = `apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: web }
spec: { type: team, profile: { displayName: Web Team }, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop, title: Web Shop, tags: [public, pii] }
spec: { owner: group:default/web }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: cart
  annotations: { github.com/project-slug: acme/cart }
spec: { type: service, lifecycle: production, owner: web, system: shop }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: reports, tags: [internal] }
spec: { type: service, lifecycle: experimental, owner: user:default/ben }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { title: nameless }
spec: { type: service }
`;

test('a Backstage catalogue of several documents: systems, their components as keys, groups as teams', async () => {
  const { rows: _, ...planned } = await plan(CATALOGUE);
  expect(
    planned.systems.map(({ where, id, state, changes }) => ({ where, id, state, ...said(changes) })),
  ).toEqual([
    {
      where: 'line 6',
      id: 'web-shop',
      state: 'new',
      team: 'Web Team',
      public: 'yes',
      pii: 'yes',
      keys: 'backstage:system:default/shop; backstage:component:default/cart; service:cart; repo:github.com/acme/cart',
    },
    {
      where: 'line 18',
      id: 'reports',
      state: 'new',
      public: 'no',
      owners: 'ben',
      keys: 'backstage:component:default/reports; service:reports',
    },
  ]);
  expect(planned.teams).toEqual(['Web Team']);
  expect(planned.refused).toEqual([{ where: 'line 23', why: 'The entity has no name.' }]);
  expect(planned.passedOver.map(({ what }) => what)).toEqual(['spec.lifecycle']);
  await bring(CATALOGUE);
  expect((await plan(CATALOGUE)).systems.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
});

const said = (changes: readonly { field: string; to: string }[]) =>
  Object.fromEntries(changes.map(({ field, to }) => [field, to]));
