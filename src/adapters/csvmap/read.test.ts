import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryDocument } from '../../formats/open.ts';
import { RECORD_KINDS, type Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { bundleLine } from './bundle.ts';
import { FIELDS, type Field } from './fields.ts';
import { adapter, mappedAdapter } from './index.ts';
import { mappingOf, parseMap } from './map.ts';
import { readMapped } from './read.ts';

async function read(map: string, name: string, text: string): Promise<Reading[]> {
  return collect(readMapped(await parseMap('map.yaml', map), await memoryDocument(name, text)));
}

async function collect(from: AsyncIterable<Reading>): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of from) readings.push(reading);
  return readings;
}

const RESULTS = `assay: map/v1
tool: Scanner
reads: csv
records:
  - kind: result
    when: { column: Type, matches-prefix: [os, app] }
    fields:
      aspect: { value: patch }
      rule: { column: CVE }
      status: { column: State, map: { Open: fail, Fixed: pass } }
      severity: { column: CVSS }
      at: { column: Seen, empty: never, format: dd/mm/yyyy }
      host: { column: Machine }
`;

test('rows become records; those that cannot be read are problems that do not quote them', async () => {
  const text = `type,cve,state,cvss,seen,machine,note
os-package,CVE-2026-1,open,9.8,03/11/2026,Web-1,CANARY
application,CVE-2026-2,Fixed,4,never,web-1,CANARY
licence,CVE-2026-3,open,1,03/11/2026,web-1,CANARY
os,CVE-2026-4,CANARY-state,9.8,03/11/2026,web-1,x
os,CVE-2026-5,open,CANARY-score,CANARY-date,web-1,x
os,,open,9.8,03/11/2026,web-1,x
os,short
`;
  const readings = await read(RESULTS, 'x.csv', text);
  expect(readings).toMatchObject([
    { kind: 'envelope', tool: { name: 'Scanner' } },
    {
      rule: { id: 'CVE-2026-1' },
      status: 'fail',
      severity: 'critical',
      toolSeverity: '9.8',
      at: Date.UTC(2026, 10, 3),
      resource: { type: 'host', keys: ['host:web-1'], name: 'Web-1' },
    },
    { rule: { id: 'CVE-2026-2' }, status: 'pass', severity: 'medium' },
    { kind: 'problem', where: 'line 5', why: expect.stringContaining('status') },
    {
      kind: 'problem',
      where: 'line 6',
      why: expect.stringMatching(/severity.*at: expected a time as dd\/mm\/yyyy/s),
    },
    { kind: 'result', rule: { id: 'CVE-2026-5' }, status: 'fail', severity: 'medium' },
    { kind: 'problem', where: 'line 7', why: 'result: expected rule, found nothing' },
    { kind: 'problem', where: 'line 8' },
  ]);
  expect(readings[2]).not.toHaveProperty('at');
  expect(JSON.stringify(readings)).not.toContain('CANARY');
});

test('a column that is not there is said once', async () => {
  const readings = await read(RESULTS, 'x.csv', 'Type,CVE,Machine\nos,CVE-2026-1,a\nos,CVE-2026-2,b\n');
  expect(readings.map(({ kind }) => kind)).toEqual(['envelope', 'problem', 'problem', 'problem']);
  expect(readings[1]).toMatchObject({ why: expect.stringContaining('"State"') });
});

test.each([
  ['json', '/data/items/*', '{"data":{"items":[{"a":{"b":"web-1"}}]}}'],
  ['json', '/*', '[{"a":{"b":"web-1"}}]'],
  ['ndjson', undefined, '{"a":{"b":"web-1"}}'],
  ['ndjson', undefined, '{"a":{"b":"web-1"}}\n{"a":{"b":"web-1"}}\n'],
])('rows of %s are found at %s', async (reads, rows, text) => {
  const map = {
    assay: 'map/v1',
    tool: 'T',
    reads,
    ...(rows && { rows }),
    records: [{ kind: 'resource', fields: { type: { value: 'host' }, host: { column: '/a/b' } } }],
  };
  const readings = await read(JSON.stringify(map), 'x.txt', text);
  expect(readings[1]).toMatchObject({ kind: 'resource', keys: ['host:web-1'] });
  expect(readings).toHaveLength(text.trim().split('\n').length + 1);
});

test('numbers are read as tables write them', async () => {
  const map = (format: string) =>
    `assay: map/v1\ntool: T\nreads: csv\nrecords:\n  - kind: cost\n    fields: { amount: { column: Cost${format} }, currency: { value: EUR }, from: { column: Day } }\n`;
  const amounts = async (format: string, ...texts: string[]) =>
    (
      await read(map(format), 'x.csv', `Day;Cost\n${texts.map((text) => `2026-11-01;${text}`).join('\n')}\n`)
    ).flatMap((reading) => (reading.kind === 'cost' ? [reading.amount] : []));
  expect(await amounts('', '1,234.50', '$12', '(3.20)', '-4', '1e3')).toEqual([1234.5, 12, -3.2, -4, 1000]);
  expect(await amounts(', format: decimal-comma', '1.234,50', '12 €', '-4')).toEqual([1234.5, 12, -4]);
  expect(await amounts('', '1,23', 'twelve', '1.2.3')).toEqual([]);
});

const HIDDEN = 'HIDDEN';
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'pass',
    'fail',
    'yes',
    '2026-11-01',
    '9.8',
    'backup',
    'host',
    'EUR',
    'alert',
    'test',
    '__proto__',
  ),
  fc.string({ maxLength: 12 }),
);
/** A text that fits a field, so that a map may have it as a constant. */
function fitting({ sort }: Field): fc.Arbitrary<string> {
  if (typeof sort === 'object') return fc.constantFrom(...sort);
  const known: Partial<Record<string, readonly string[]>> = {
    instant: ['2026-11-01', '2026-11-01T10:00:00Z'],
    number: ['3', '-1,000.5'],
    share: ['0', '0.5', '1'],
    flag: ['yes', 'no', 'true'],
    aspects: ['backup', 'access,telemetry'],
    severity: ['high', '9.8'],
    status: ['pass', 'fail', 'skipped', 'error'],
    'resource-type': ['host', 'AWS::S3::Bucket'],
    currency: ['EUR', 'usd'],
  };
  return fc.constantFrom(...(known[sort] ?? ['web-1', 'a b', '__proto__']));
}

/** Any map that could be written: any fields, from columns that are there or not, or constants that fit. */
const anyMap = fc.constantFrom(...RECORD_KINDS).chain((kind) => {
  const own = Object.entries(FIELDS[kind]);
  const column = fc.constantFrom('A', 'b', 'C', '/D', '__proto__', 'constructor');
  const source = (name: string, field: (typeof own)[number][1]) =>
    fc
      .record(
        {
          column: fc.oneof(column, fc.array(column, { minLength: 1, maxLength: 2 })),
          empty: cell,
          format: fc.constantFrom(
            'iso',
            'epoch-seconds',
            'epoch-milliseconds',
            'decimal-comma',
            'dd/mm/yyyy',
          ),
          value: fitting(field),
          map: fc.dictionary(cell, fitting(field), { minKeys: 1, maxKeys: 3 }),
        },
        { requiredKeys: ['column'] },
      )
      .map((made) => [name, made] as const);
  const fields = fc
    .tuple(
      ...own.map(([name, field]) =>
        fc.option(source(name, field), { nil: undefined, freq: field.required ? 50 : 2 }),
      ),
    )
    .map((list) => Object.fromEntries(list.flatMap((each) => (each ? [each] : []))));
  return fc.record({
    assay: fc.constant('map/v1'),
    tool: fc.constant('T'),
    reads: fc.constantFrom('csv', 'ndjson', 'json'),
    complete: fc.boolean(),
    records: fields.map((made) => [{ kind, fields: made }]),
  });
});

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

test('any rows by any map are read or are problems; what no column names never comes out', async () => {
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(
      anyMap,
      fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 6 }),
      async (map, rows) => {
        let mapping: ReturnType<typeof mappingOf>;
        try {
          mapping = mappingOf(JSON.parse(JSON.stringify(map)));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        sound += 1;
        const objects = rows.map(([a, b, c, d]) => ({
          A: a,
          B: b,
          b,
          C: c,
          D: d,
          Unmapped: HIDDEN,
          nested: { x: HIDDEN },
        }));
        const lines = rows.map((row) => [...row, HIDDEN].map(quoted).join(','));
        const text = {
          csv: `A,B,C,D,Unmapped\n${lines.join('\n')}\n`,
          ndjson: objects.map((each) => JSON.stringify(each)).join('\n') || '[]',
          json: JSON.stringify(objects),
        }[mapping.reads];
        const readings = await collect(readMapped(mapping, await memoryDocument('x.txt', text)));
        expect(readings[0]?.kind).toBe('envelope');
        for (const { kind } of readings.slice(1))
          expect(['problem', mapping.records[0]?.kind]).toContain(kind);
        expect(JSON.stringify(readings)).not.toContain(HIDDEN);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        const bundle = await memoryDocument('x.txt', bundleLine(JSON.parse(JSON.stringify(map))) + text);
        expect(adapter.detect(bundle.head)).toBe(100);
        // An export that carries its map is read as the two of them are.
        expect(await collect(adapter.read(bundle))).toEqual(readings);
      },
    ),
    { numRuns: 300 },
  );
  expect(sound).toBeGreaterThan(100);
});

test('any text by any map is read or refused', async () => {
  const mapping = await parseMap('map.yaml', RESULTS.replace('reads: csv', 'reads: json'));
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.boolean(), async (text, csv) => {
      try {
        await collect(
          readMapped(csv ? { ...mapping, reads: 'csv' } : mapping, await memoryDocument('x', text)),
        );
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
  );
});

test('a map alone is refused with what to do', async () => {
  const document = await memoryDocument('MAP.yaml', RESULTS);
  expect(adapter.detect(document.head)).toBe(100);
  await expect(collect(adapter.read(document))).rejects.toMatchObject({
    code: 'usage',
    next: expect.stringContaining('assay import FILE --map MAP.yaml'),
  });
  const oneLine = await memoryDocument(
    'map.json',
    JSON.stringify({ assay: 'map/v1', tool: 'T', reads: 'csv', records: [] }),
  );
  await expect(collect(adapter.read(oneLine))).rejects.toMatchObject({ code: 'invalid' });
});

test('an adapter made from a map recognises nothing by itself', async () => {
  const mapped = mappedAdapter(await parseMap('map.yaml', RESULTS));
  const document = await memoryDocument(
    'x.csv',
    'Type,CVE,State,CVSS,Seen,Machine\nos,CVE-2026-1,open,1,,a\n',
  );
  expect(mapped.detect(document.head)).toBe(0);
  expect(await collect(mapped.read(document))).toHaveLength(2);
});
