import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiQuery, chosenOf, listSearch, valuesOf, valuesText, withFacet } from './search.ts';

test('any values come back from an address as they were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('', '-', ',', '%2C', '%', 'a,b'))),
      (values) => {
        expect(valuesOf(valuesText(values))).toEqual(values);
      },
    ),
  );
});

test('an address is narrowed by what the list knows, and asks the API for it', () => {
  const search = listSearch({
    severity: 'critical,high',
    system: '-',
    month: '2026-11',
    q: 'tls',
    x: 1,
    open: 7,
  });
  expect(search).toEqual({ severity: 'critical,high', system: '-', month: '2026-11', q: 'tls', open: '7' });
  expect(chosenOf('findings', search)).toEqual({ severity: ['critical', 'high'], system: [''] });
  expect(apiQuery('findings', search).toString()).toBe('severity=critical&severity=high&system=&search=tls');
});

test('another choice closes what is open', () => {
  expect(withFacet({ open: 'x', q: 'a' }, 'system', ['shop'])).toEqual({ q: 'a', system: 'shop' });
  expect(withFacet({ system: 'shop' }, 'system', [])).toEqual({});
});
