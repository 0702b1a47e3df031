import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Limits } from './document.ts';
import { memoryDocument } from './open.ts';
import { refusedBy } from './testing/refused.ts';
import { readYaml } from './yaml.ts';

async function values(text: string): Promise<unknown[]> {
  return (await readYaml(await memoryDocument('a.yaml', text))).map(({ value }) => value);
}

async function refusal(text: string, limits: Partial<Limits> = {}) {
  return refusedBy(async function* () {
    yield await readYaml(await memoryDocument('a.yaml', text, { limits }));
  });
}

describe('values', () => {
  test('what is written comes back', async () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(tree, async (value) => {
        expect(await values(`top: 1\n---\n${stringify({ value })}`)).toEqual([{ top: 1 }, { value }]);
      }),
      { numRuns: 150 },
    );
  });

  test('tags count as their plain values', async () => {
    const text =
      'a: !Ref Name\nb: !GetAtt A.B\nc: !Sub ["A-B", {x: 1}]\nd: !!js/function "function(){}"\ne: !!binary aGk=\nf: !If [c, 1, 2]\n';
    expect(await values(text)).toEqual([
      { a: 'Name', b: 'A.B', c: ['A-B', { x: 1 }], d: 'function(){}', e: 'aGk=', f: ['c', 1, 2] },
    ]);
  });

  test('dates, account numbers and large numbers stay as they are written', async () => {
    const text =
      'a: 012345678901\nb: 12345678901234567890\nc: 2026-01-02\nd: .inf\ne: 0x1F\nf: 123456789012\ng: yes\nh: -0\n';
    expect(await values(text)).toEqual([
      {
        a: '012345678901',
        b: '12345678901234567890',
        c: '2026-01-02',
        d: '.inf',
        e: 31,
        f: 123456789012,
        g: 'yes',
        h: -0,
      },
    ]);
  });

  test('anchors and merge keys', async () => {
    const text = 'base: &b {x: 1, y: 2}\none: {<<: *b, y: 3}\ntwo: *b\n';
    expect(await values(text)).toEqual([{ base: { x: 1, y: 2 }, one: { x: 1, y: 3 }, two: { x: 1, y: 2 } }]);
  });

  test('no name reaches a prototype', async () => {
    const [first] = (await values('__proto__: {polluted: 1}\nx: {<<: {__proto__: {polluted: 2}}}\n')) as [
      { x: object },
    ];
    expect('polluted' in first).toBe(false);
    expect('polluted' in first.x).toBe(false);
    expect(Object.keys(first)).toEqual(['__proto__', 'x']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('lines are those of the file', async () => {
    const [, second] = await readYaml(
      await memoryDocument('a.yaml', '# x\na: 1\n---\nb:\n  - c: 2\n  - d: 3\n'),
    );
    expect([
      second!.line(['b', 1, 'd']),
      second!.line(['b', 0]),
      second!.line(['no']),
      second!.line([]),
    ]).toEqual([6, 5, undefined, 4]);
  });
});

describe('refusals', () => {
  test.each([
    ['a: 1\nb: [1, 2\n', 3],
    ['a: 1\na: 2\n', 2],
    ['a: "x\n', 2],
    ['a:\n\tb: 1\n', 2],
    ['a: 1\n---\nb: {\n', 4],
  ])('malformed, with the line: %j', async (text, line) => {
    const refused = await refusal(text);
    expect(refused.code).toBe('malformed');
    expect(Math.abs(refused.place.line! - line)).toBeLessThanOrEqual(1);
  });

  test('anchors that multiply', async () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
    for (let level = 1; level < 10; level++)
      text += `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}x]\n`;
    expect((await refusal(text)).code).toBe('too-large');
    expect((await refusal('a: *missing\n')).code).toBe('malformed');
    expect((await refusal('a: &a [*a]\n')).code).toBe('too-large');
  });

  test('nesting, size', async () => {
    expect((await refusal(`a: ${'['.repeat(201)}${']'.repeat(201)}`)).code).toBe('too-large');
    expect(await values(`${'['.repeat(200)}${']'.repeat(200)}`)).toHaveLength(1);
    expect(['too-large', 'malformed']).toContain((await refusal('['.repeat(20_000))).code);
    expect(['too-large', 'malformed']).toContain((await refusal(`${'- '.repeat(20_000)}x`)).code);
    for (const open of ['[', '{', '- ', '? ', '[\n']) {
      // Deep enough to end the process, were it parsed.
      expect((await refusal(`a: 1\n---\n${open.repeat(100_000)}`)).code).toBe('too-large');
      const { head } = await memoryDocument('a.yaml', `a:\n  ${open.repeat(30_000)}`);
      expect(() => head.yaml).not.toThrow();
    }
    expect((await refusal('a: 1\n'.repeat(100), { wholeBytes: 100 })).code).toBe('too-large');
    expect((await refusal(`# ${'x'.repeat(9 * 1024 * 1024)}\na: 1`)).code).toBe('too-large');
  });

  test('nothing that is typed makes it fail in any other way', async () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      ':',
      ',',
      ' ',
      '\n',
      '- ',
      'a',
      '1',
      '&a',
      '*a',
      '!',
      '|',
      '>',
      '#',
      '? ',
      '<<',
      '\t',
      '%',
      '@',
      '---\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: signs, maxLength: 30 }), async (text) => {
        await readYaml(await memoryDocument('a.yaml', `a${text}`)).catch((error) =>
          expect(error.name).toBe('Refusal'),
        );
      }),
      { numRuns: 800 },
    );
  });
});
