import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant } from '../../records/instant.ts';
import { dateReader, isDatePattern } from './dates.ts';

test.each([
  ['dd/mm/yyyy', '3/11/2026', '2026-11-03T00:00:00.000Z'],
  ['mm/dd/yyyy', '11/03/2026', '2026-11-03T00:00:00.000Z'],
  ['dd.mm.yyyy HH:MM', '03.11.2026 07:05', '2026-11-03T07:05:00.000Z'],
  ['yyyy-mm', '2026-11', '2026-11-01T00:00:00.000Z'],
  ['dd-mon-yyyy', '3-Nov-2026', '2026-11-03T00:00:00.000Z'],
  ['mon dd, yyyy HH:MM:SS AM', 'November 3, 2026 12:05:09 AM', '2026-11-03T00:05:09.000Z'],
  ['mon dd, yyyy HH:MM:SS AM', 'Nov 3, 2026 1:05:09 PM', '2026-11-03T13:05:09.000Z'],
  ['yyyymmddHHMMSS', '20261103070509', '2026-11-03T07:05:09.000Z'],
  ['yyyy-mm-ddTHH:MM:SSZ', '2026-11-03T07:05:09Z', '2026-11-03T07:05:09.000Z'],
])('%s reads %s', (pattern, text, instant) => {
  expect(isDatePattern(pattern)).toBe(true);
  const found = dateReader(pattern)(text);
  expect(found === undefined ? undefined : formatInstant(found)).toBe(instant);
});

test.each([
  ['dd/mm/yyyy', '31/02/2026'],
  ['dd/mm/yyyy', '11/23/2026'],
  ['dd/mm/yyyy', '3/11/26'],
  ['mon dd, yyyy HH:MM AM', 'Nov 3, 2026 13:05 PM'],
  ['mon dd, yyyy', 'Foo 3, 2026'],
  ['dd/mm/yyyy', ''],
])('%s does not read %s', (pattern, text) => {
  expect(dateReader(pattern)(text)).toBeUndefined();
});

test.each(['', 'dd/mm', 'mm/mm/yyyy', 'mon mm yyyy', 'yyyy week', 'x'.repeat(50)])(
  '%j is no pattern',
  (pattern) => {
    expect(isDatePattern(pattern)).toBe(false);
  },
);

test('whatever is a pattern makes a reader, which reads any text or none', () => {
  const parts = fc.constantFrom(
    'yyyy',
    'mm',
    'mon',
    'dd',
    'HH',
    'MM',
    'SS',
    'AM',
    '/',
    '.',
    '(',
    '[',
    '\\',
    '*',
    ' ',
    'T',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 9 }), fc.string(), (list, text) => {
      const pattern = list.join('');
      if (isDatePattern(pattern)) dateReader(pattern)(text);
    }),
  );
});
