import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streamCsv } from './csv-stream.ts';
import { memoryDocument } from './open.ts';
import { allOf, refusedBy } from './testing/refused.ts';

async function read(text: string, chunkBytes = 1000, options: { delimiter?: string } = {}) {
  return allOf(streamCsv(await memoryDocument('a.csv', text, { chunkBytes }), options));
}

/** One cell as RFC 4180 writes it. */
function quoted(cell: string, always: boolean, delimiter: string): string {
  return always || /["\r\n]/.test(cell) || cell.includes(delimiter)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

describe('rows', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '"', ',', ';', '\n', '\r\n', ' ', 'é', '|', '\t'),
    maxLength: 6,
  });
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    );

  test('whatever is written comes back, with any delimiter and line end, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (cells, delimiter, end, always, ended, chunk) => {
          const names = cells[0]!.map((_, index) => `c${index}`);
          const rows = [names, ...cells].map((row) =>
            row.map((one) => quoted(one, always, delimiter)).join(delimiter),
          );
          const found = await read(rows.join(end) + (ended ? end : ''), chunk, { delimiter });
          expect(found.map(({ row, problem }) => [names.map((name) => row[name]), problem])).toEqual(
            cells.map((row) => [row, undefined]),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test('the delimiter is the one that splits the rows evenly', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = `${['id', 'text', 'more'].join(delimiter)}\n1${delimiter}"a;b,c|d\te"${delimiter}x\n`;
      expect(await read(text)).toMatchObject([{ row: { id: '1', text: 'a;b,c|d\te', more: 'x' } }]);
    }
    expect(await read('sep=|\na|b\n1,2|3\n', 3)).toMatchObject([{ line: 3, row: { a: '1,2', b: '3' } }]);
  });

  test('lines are counted through cells with line ends, and empty lines left out', async () => {
    const rows = await read('a,b\n"1\n\n2",3\n\n4,5\r\n6,7', 2);
    expect(rows.map(({ line, row }) => [line, row.a])).toEqual([
      [2, '1\n\n2'],
      [6, '4'],
      [7, '6'],
    ]);
  });

  test('a row with a wrong number of cells says so and harms no other', async () => {
    const rows = await read('a,b\n1\n1,2,3\n4,5\n"6"x,7\n');
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'The row has 1 cells, the header 2.'],
      [3, 'The row has 3 cells, the header 2.'],
      [4, undefined],
      [5, 'There is text after a closing quote.'],
    ]);
    expect(Object.keys(rows[0]!.row)).toEqual(['a']);
  });

  test('names are distinct, never empty, and reach no prototype', async () => {
    const [first] = await read('a,a,,a (2),__proto__,constructor\n1,2,3,4,5,6\n');
    expect(Object.entries(first!.row)).toEqual([
      ['a', '1'],
      ['a (2)', '2'],
      ['column 3', '3'],
      ['a (2) (2)', '4'],
      ['__proto__', '5'],
      ['constructor', '6'],
    ]);
    expect(Object.getPrototypeOf(first!.row)).toBe(null);
  });

  test('the head shows the names that rows have', async () => {
    const document = await memoryDocument('a.csv', ' id ,id,\n1,2,3\n');
    const [first] = await allOf(streamCsv(document));
    expect(Object.keys(first!.row)).toEqual(document.head.columns);
  });
});

describe('refusals', () => {
  test('a quote that is never closed', async () => {
    const document = await memoryDocument('a.csv', 'a,b\n1,2\n3,"4\n5,6\n', { chunkBytes: 3 });
    const refusal = await refusedBy(() => streamCsv(document));
    expect([refusal.code, refusal.place.line, refusal.before]).toEqual(['truncated', 3, 1]);
  });

  test('a row over the limit, and too many columns', async () => {
    const long = await memoryDocument('a.csv', `a,b\n1,"${'x'.repeat(5000)}`, {
      chunkBytes: 100,
      limits: { stringBytes: 1000 },
    });
    expect((await refusedBy(() => streamCsv(long))).code).toBe('too-large');
    const wide = await memoryDocument('a.csv', `${'a,'.repeat(20_000)}a\n`);
    expect((await refusedBy(() => streamCsv(wide))).code).toBe('too-large');
  });
});
