import { expect, test } from 'vitest';
import { Refusal } from '../../records/refusal.ts';
import { parseMap } from './map.ts';

const FIELDS = '{ aspect: { value: backup } }';

/** A sound map with one part of it replaced. */
function map({ head = 'tool: T\nreads: csv', kind = 'practice', fields = FIELDS, more = '' }): string {
  return `assay: map/v1\n${head}\nrecords:\n  - kind: ${kind}\n${more}    fields: ${fields}\n`;
}

test('a sound map is taken as it is', async () => {
  await expect(parseMap('map.yaml', map({}))).resolves.toMatchObject({
    name: 'T',
    tool: 'T',
    reads: 'csv',
    rows: '/*',
  });
});

test.each([
  ['another version', 'assay: map/v2\n', '/assay'],
  ['no table', map({ head: 'tool: T\nreads: excel' }), '/reads'],
  ['no tool', map({ head: 'reads: csv' }), '/tool'],
  ['a member that is mistyped', map({ head: 'tool: T\nreads: csv\nrecord: []' }), '/record'],
  ['rows of a CSV', map({ head: 'tool: T\nreads: csv\nrows: /x/*' }), '/rows'],
  ['rows that are no pointer', map({ head: 'tool: T\nreads: json\nrows: items' }), '/rows'],
  ['an unknown kind', map({ kind: 'finding' }), '/records/0/kind'],
  [
    'a field of another kind',
    map({ fields: '{ aspect: { value: backup }, rule: { column: A } }' }),
    '/records/0/fields/rule',
  ],
  ['a field that is missing', map({ fields: '{ note: { column: A } }' }), '/records/0/fields'],
  ['an unknown aspect', map({ fields: '{ aspect: { value: backups } }' }), '/records/0/fields/aspect/value'],
  [
    'a meaning that is none',
    map({ fields: '{ aspect: { column: A, map: { x: y } } }' }),
    '/records/0/fields/aspect/map/x',
  ],
  ['a source that is a text', map({ fields: '{ aspect: A }' }), '/records/0/fields/aspect'],
  ['a source of nothing', map({ fields: '{ aspect: { format: iso } }' }), '/records/0/fields/aspect'],
  [
    'a date that is none',
    map({ fields: '{ aspect: { value: cost }, at: { column: A, format: dd/yy } }' }),
    '/records/0/fields/at/format',
  ],
  ['a condition of nothing', map({ more: '    when: { column: A }\n' }), '/records/0/when'],
  [
    'a thing without a name',
    map({ kind: 'resource', fields: '{ type: { value: host } }' }),
    '/records/0/fields',
  ],
  [
    'a column of secrets',
    map({ fields: '{ aspect: { value: cost }, note: { column: Password } }' }),
    '/records/0/fields/note/column',
  ],
  [
    'a pointer to secrets',
    map({ fields: '{ aspect: { value: cost }, note: { column: /a/access_token } }' }),
    '/records/0/fields/note/column',
  ],
  ['no records', 'assay: map/v1\ntool: T\nreads: csv\nrecords: []\n', '/records'],
  ['a list', '- 1\n', ''],
])('%s is refused with its field and line', async (_, text, field) => {
  const refusal: unknown = await parseMap('map.yaml', text).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: 'invalid', place: { field } });
  if (refusal instanceof Refusal && !field.endsWith('/tool')) expect(refusal.place.line).toBeGreaterThan(0);
});

test('broken YAML is refused with its line', async () => {
  await expect(parseMap('map.yaml', 'assay: map/v1\ntool: "T\n')).rejects.toMatchObject({
    code: 'malformed',
  });
});
