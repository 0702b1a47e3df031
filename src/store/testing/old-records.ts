import { expect } from 'vitest';
import type { Store } from '../store.ts';
import * as make from './rows.ts';

const identity = { kind: 'identity', type: 'person', name: 'alice', central: true, active: false };
const component = { kind: 'component', name: 'left-pad', version: '1.0', purl: 'pkg:npm/left-pad@1.0' };
const row = (ordinal: number, kind: string, at: number, name: string, data: object) =>
  `('a', 'd', ${ordinal}, '${kind}', 's', 't', ${at}, '${name}', '${JSON.stringify(data)}')`;

/** A statement that keeps records as Assay did before it listed them. */
export const OLD_RECORDS = `insert into record (organization, document, ordinal, kind, system, thing, at, name, data) values
  ${row(1, 'identity', 10, 'alice', { ...identity, mfa: true, lastUsed: 5 })},
  ${row(2, 'identity', 20, 'alice', identity)},
  ${row(3, 'component', 20, 'left-pad', { ...component, licence: 'MIT' })},
  ${row(4, 'component', 10, 'left-pad', component)}`;

/** After the upgrade they are listed, and what comes later counts as the same. */
export async function expectListed(store: Store): Promise<void> {
  const read = async () => {
    const reader = store.reader('a');
    return [
      ...(await reader.listIdentities({}, { limit: 9 })).rows,
      ...(await reader.listComponents({}, { limit: 9 })).rows,
    ];
  };
  expect(await read()).toMatchObject([
    {
      name: 'alice',
      type: 'person',
      central: true,
      active: false,
      mfa: undefined,
      firstSeen: 10,
      lastSeen: 20,
    },
    { name: 'left-pad', version: '1.0', licence: 'MIT', ecosystem: 'npm', systems: ['s'], firstSeen: 10 },
  ]);
  await store.write('a', async (writer) => {
    await writer.addDocument(make.document('e'));
    const own = { document: 'e', system: 's', thing: 't', at: 30 };
    await writer.addRecords([
      { ...own, ordinal: 1, kind: 'identity', name: 'alice', data: identity },
      { ...own, ordinal: 2, kind: 'component', name: 'left-pad', data: { ...component, licence: 'MIT' } },
    ]);
  });
  expect(await read()).toMatchObject([
    { name: 'alice', firstSeen: 10, lastSeen: 30, document: 'e' },
    { name: 'left-pad', places: 1, lastSeen: 30 },
  ]);
}
