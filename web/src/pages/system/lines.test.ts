import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, saidIn } from './lines.ts';

test('one person a line, how to reach them after the first comma', () => {
  expect(saidIn('Ada Lovelace, ada@example.org\n\n  Sam \nZoe, #on-call, evenings\n,lost')).toEqual([
    { name: 'Ada Lovelace', reach: 'ada@example.org' },
    { name: 'Sam', reach: null },
    { name: 'Zoe', reach: '#on-call, evenings' },
  ]);
});

test('what is shown to be changed says the same when it is saved as it is', () => {
  const word = fc.stringMatching(/^[a-z@#.]{1,12}$/);
  const contact = fc.record({ name: word, reach: fc.option(word) });
  fc.assert(
    fc.property(fc.array(contact), (contacts) => {
      expect(saidIn(linesOf(contacts))).toEqual(contacts);
    }),
  );
});
