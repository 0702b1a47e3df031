import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWN } from '../../intake/organization.ts';
import { csvCell } from '../../outputs/formats/csv.ts';
import { DAY } from '../../records/instant.ts';
import { NOW, type Stage, stage } from '../testing/stage.ts';

let on: Stage;
let as: Record<string, string>;
beforeEach(async () => {
  on = await stage();
  as = await on.person('auditor');
});
afterEach(() => on.close());

async function audited(count: number, name = 'Alice'): Promise<void> {
  await on.store.writeAccounts(async (writer) => {
    for (let index = 0; index < count; index += 1) {
      const actor = { kind: 'person' as const, id: 'p', name };
      const row = { id: `r${index}`, at: NOW - index * DAY, actor, action: 'system.put', target: 'system s' };
      await writer.addAudit(OWN, { ...row, detail: { note: `a "quote" ${index}` }, address: '10.0.0.1' });
    }
  });
}
const exported = (query: string, headers: Record<string, string> = {}) =>
  on.ask({ url: `/api/v1/audit/export${query}`, as, headers });

/** Every cell is quoted, and none holds a line break here. */
function parse(text: string): string[][] {
  const lines = text.trim().split('\r\n');
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('","')
      .map((cell) => cell.replaceAll('""', '"')),
  );
}

test('the whole log is one JSON file, newest first, however many pages the store has', async () => {
  await audited(2_500);
  const { status, headers, body } = await exported('');
  expect(status).toBe(200);
  expect(headers['content-disposition']).toBe('attachment; filename="audit-default.json"');
  expect(headers['cache-control']).toBe('no-store');
  const rows = body as { id: string }[];
  expect(rows).toHaveLength(2_500);
  const { body: first } = await on.ask({ url: '/api/v1/audit?limit=1', as });
  expect((first as { rows: unknown[] }).rows[0]).toEqual(rows[0]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2_500);
});

test('as CSV no cell is a formula, and each is given back as it was', async () => {
  await audited(2, '=HYPERLINK("https://x.test")');
  for (const answer of [await exported('?format=csv'), await exported('', { accept: 'text/csv' })]) {
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.text).toContain(`"'=HYPERLINK`);
    const [head = [], ...rows] = parse(answer.text);
    expect(rows).toHaveLength(2);
    const cells = (name: string) => rows.map((row) => csvCell(row[head.indexOf(name)] ?? ''));
    expect(cells('actor_name')).toEqual(['=HYPERLINK("https://x.test")', '=HYPERLINK("https://x.test")']);
    expect(JSON.parse(cells('detail')[0] ?? '')).toEqual({ note: 'a "quote" 0' });
  }
});

test('a time and what was done can be chosen, and an empty answer is a whole file', async () => {
  await audited(5);
  const day = (back: number) => new Date(NOW - back * DAY).toISOString().slice(0, 10);
  const some = await exported(`?from=${day(3)}&until=${day(1)}&action=system.put&actor=p`);
  expect((some.body as { id: string }[]).map(({ id }) => id)).toEqual(['r2', 'r3']);
  expect((await exported('?actor=nobody')).body).toEqual([]);
  expect(parse((await exported('?actor=nobody&format=csv')).text)).toHaveLength(1);
  expect((await exported('?format=xml')).status).toBe(400);
});

test('it is for auditors and administrators', async () => {
  as = await on.person('viewer');
  expect((await exported('')).status).toBe(403);
  as = await on.machine(['read']);
  expect((await exported('')).status).toBe(403);
});
