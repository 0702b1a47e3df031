import { afterEach, beforeEach, expect, test } from 'vitest';
import { repositoryKey } from '../records/key.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { handedBytes } from './handed.ts';
import { type Intake, importDocument } from './import.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ memory: true });
  await store.write('o', (writer) =>
    writer.putOrganization({ id: 'o', name: 'o', timeZone: 'UTC', created: 0, example: false }),
  );
});
afterEach(() => store.close());

const DAY = Date.UTC(2026, 10, 2);
async function take(mark: string, more: Partial<Intake>): Promise<void> {
  const bytes = Buffer.from(`$ANSIBLE_VAULT;1.1;AES256\n${mark}\n`);
  const result = await importDocument(store, handedBytes('group_vars/all', bytes), {
    organization: 'o',
    origin: { kind: 'person', name: 'p' },
    learned: DAY,
    happened: DAY,
    coverage: { knownDays: 90, lateDays: 30 },
    ...more,
  });
  expect(result.status).toBe('imported');
}
const repository = (address: string) =>
  ({ type: 'repository', keys: [repositoryKey(address)], name: address }) as const;
const secrets = async () => {
  const { rows } = await store.reader('o').things({}, { limit: 20 });
  return rows
    .filter((row) => row.kind === 'secret')
    .flatMap((row) => row.keys)
    .sort();
};

test('the same path in two repositories, or in two systems, is two files', async () => {
  await take('1', { target: repository('https://github.com/acme/shop'), system: 'Shop' });
  await take('2', { target: repository('https://github.com/acme/ledger'), system: 'Shop' });
  await take('3', { system: 'Shop' });
  await take('4', { system: 'Ledger' });
  await take('5', {});
  expect(await secrets()).toEqual([
    'file:group_vars/all',
    'file:repo:github.com/acme/ledger/group_vars/all',
    'file:repo:github.com/acme/shop/group_vars/all',
    'file:system:ledger/group_vars/all',
    'file:system:shop/group_vars/all',
  ]);
});

test('the same path in the same repository, whatever is in it now, is one file', async () => {
  await take('1', { target: repository('https://github.com/acme/shop') });
  await take('2', { target: repository('git@github.com:acme/shop.git'), system: 'Shop' });
  expect(await secrets()).toEqual(['file:repo:github.com/acme/shop/group_vars/all']);
});
