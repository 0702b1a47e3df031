import { expect, test } from 'vitest';
import { systemId } from './systems.ts';

test.each([
  ['Card Payments (EU)', 'card-payments-eu'],
  ['  Überweisung  ', 'uberweisung'],
  ['データ基盤', 'データ基盤'],
  ['---', ''],
])('%s is %s', (name, id) => {
  expect(systemId(name)).toBe(id);
});
