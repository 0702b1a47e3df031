import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attribution, namesOf } from './attribute.ts';

const rule = (order: number, pattern: string, system: string) => ({ id: `${order}`, order, pattern, system });

test('the first rule that matches any name wins, by order', () => {
  const rules = attribution([
    rule(2, 'repo:github.com/acme/*', 'everything'),
    rule(1, 'repo:github.com/acme/pay*', 'payments'),
  ]);
  expect(rules.systemOf(['repo:github.com/acme/payments'])).toBe('payments');
  expect(rules.systemOf(['repo:github.com/acme/web'])).toBe('everything');
  expect(rules.systemOf(['repo:gitlab.com/acme/web'])).toBeUndefined();
});

test('a record goes by its keys, its account, its tags and the path of its document', () => {
  const names = namesOf('exports/web/report.json', ['host:web-1'], 'account:aws:123456789012', {
    App: 'Shop',
  });
  for (const pattern of ['host:web-*', 'account:aws:123456789012', 'tag:app=shop', 'path:exports/web/*']) {
    expect(attribution([rule(1, pattern, 'web')]).systemOf(names)).toBe('web');
  }
});

test('a pattern means what a regular expression would mean, without its traps', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '(', '\\'), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '(', '\\'), maxLength: 10 });
  fc.assert(
    fc.property(piece, text, (pattern, name) => {
      const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (char) => (char === '*' ? '[^]*' : `\\${char}`));
      const expected = new RegExp(`^${source}$`).test(name);
      expect(attribution([rule(1, pattern, 'x')]).systemOf([name]) === 'x').toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
