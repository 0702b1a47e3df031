import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type Located, parseLocated, placeAt, plain } from './located.ts';
import { overlay } from './merge.ts';

/** Values of the kinds that a model file holds, without empty ones. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
}));
const keyed = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.string(), n: fc.integer() }),
  { selector: (thing) => thing.id, minLength: 1 },
);

const located = (thing: unknown, file = 'a.yaml'): Located =>
  parseLocated(stringify(thing, { aliasDuplicateObjects: false }), file);
/** What comparing needs: objects without a prototype are equal to others only as JSON. */
const json = (thing: unknown): unknown => JSON.parse(JSON.stringify(thing));

test('what is written is what is read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value, { minKeys: 1 }), (object) => {
      expect(json(plain(located(object)))).toEqual(json(object));
    }),
  );
});

test('every field knows the line on which its name stands', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (names) => {
      const root = parseLocated(`things:\n${names.map((name) => `  x-${name}:\n    - 1\n`).join('')}`, 'f');
      for (const [index, name] of names.entries()) {
        expect(placeAt(root, ['things', `x-${name}`])).toEqual({
          file: 'f',
          line: 2 + 2 * index,
          field: `/things/x-${name}`,
        });
      }
    }),
  );
});

test('a pointer escapes what RFC 6901 asks for', () => {
  const root = parseLocated('a/b:\n  c~d: 1\n', 'f');
  expect(placeAt(root, ['a/b', 'c~d'])).toEqual({ file: 'f', line: 2, field: '/a~1b/c~0d' });
  expect(placeAt(root, ['a/b', 'e/f'])).toEqual({ file: 'f', line: 1, field: '/a~1b/e~1f' });
});

test('laying a file over itself changes nothing', () => {
  fc.assert(
    fc.property(keyed, value, (things, rest) => {
      const base = located({ things, rest });
      const over = located({ things }, 'b.yaml');
      expect(plain(overlay(base, over))).toEqual(plain(base));
    }),
  );
});

test('laid over by id: the standard order stays, what is new follows, what is named changes', () => {
  fc.assert(
    fc.property(keyed, keyed, (base, over) => {
      const merged = json(plain(overlay(located(base), located(over, 'b.yaml'))));
      const changed = base.map((thing) => ({ ...thing, ...over.find((other) => other.id === thing.id) }));
      const added = over.filter((thing) => !base.some((other) => other.id === thing.id));
      expect(merged).toEqual(json([...changed, ...added]));
    }),
  );
});

test('what is dropped is gone, and nothing else', () => {
  fc.assert(
    fc.property(keyed, fc.nat(), (base, pick) => {
      const gone = base[pick % base.length]!.id;
      const over = located([{ id: gone, remove: true }], 'b.yaml');
      expect(json(plain(overlay(located(base), over)))).toEqual(
        json(base.filter((thing) => thing.id !== gone)),
      );
    }),
  );
});

test('values know which file they came from', () => {
  const merged = overlay(
    parseLocated('a: 1\nb:\n  c: 1\n  d: 1\n', 'standard'),
    parseLocated('b:\n  d: 2\n', 'own'),
  );
  expect(placeAt(merged, ['b', 'c'])).toEqual({ file: 'standard', line: 3, field: '/b/c' });
  expect(placeAt(merged, ['b', 'd'])).toEqual({ file: 'own', line: 2, field: '/b/d' });
});
