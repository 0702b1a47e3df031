import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { handedBytes } from './handed.ts';
import { importDocument } from './import.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ memory: true });
  await store.write('o', (writer) =>
    writer.putOrganization({ id: 'o', name: 'o', timeZone: 'UTC', created: 0, example: false }),
  );
});
afterEach(() => store.close());

const BEGINS = 'assay: map/v1\nname: Licences\ntool: Scanner\nreads: csv\nrecords:\n';
/** A map by which a state means a status; without it, rows are problems. */
const results = (meanings: string, column = 'State') => `${BEGINS}  - kind: result
    fields:
      aspect: { value: patch }
      rule: { column: Rule }
      status: { column: ${column}, map: { ${meanings} } }
      at: { column: Day }
`;
const costs = (column: string) => `${BEGINS}  - kind: cost
    fields: { amount: { column: ${column} }, currency: { value: EUR }, from: { column: Day } }
`;

const TABLE = 'Rule,State,Net,Gross,Day\nr1,shut,1,2,2026-11-01\nr2,open,1,2,2026-11-01\n';
const take = (text: string, bytes = TABLE) =>
  importDocument(store, handedBytes('table.csv', Buffer.from(bytes)), {
    organization: 'o',
    origin: { kind: 'person', name: 'p' },
    learned: Date.UTC(2026, 10, 2),
    coverage: { knownDays: 90, lateDays: 30 },
    system: 'Shop',
    map: { name: 'map.yaml', text },
  });
const documents = async () => (await store.reader('o').documents({ limit: 10 })).rows;

test('the same bytes with a corrected map are read anew, and then known', async () => {
  const first = await take(results('open: fail'));
  expect(first).toMatchObject({ status: 'imported', report: { records: { result: 1 } } });
  const corrected = results('open: fail, shut: pass');
  expect(await take(corrected)).toMatchObject({
    status: 'imported',
    report: { records: { result: 2 }, problems: [] },
  });
  const again = await take(corrected);
  expect(again).toMatchObject({ status: 'known', report: { records: { result: 2 } } });
  expect(again.status === 'known' && again.report.document).toEqual(
    first.status === 'imported' && first.report.document,
  );
  expect(await documents()).toHaveLength(2);
});

test('comments, layout and the name of a map make no other document', async () => {
  await take(results('open: fail'));
  const same = `# Corrected\n${results('open:   fail').replace('name: Licences', 'name: Other')}`;
  expect((await take(same)).status).toBe('known');
});

test('costs of the same bytes never count twice: the second reading is refused, and leaves nothing', async () => {
  expect((await take(costs('Net'))).status).toBe('imported');
  expect(await take(costs('Gross'))).toMatchObject({ status: 'refused', code: 'conflict' });
  expect((await take(costs('Net'))).status).toBe('known');
  expect((await take(costs('Gross'), TABLE.replace(/2026-11/g, '2026-10'))).status).toBe('imported');
  expect(await documents()).toHaveLength(2);
});
