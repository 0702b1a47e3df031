import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import type { Document, Limits } from './document.ts';
import { readJson } from './json.ts';
import { streamJson } from './json-stream.ts';
import { memoryDocument } from './open.ts';
import { allOf, refusedBy } from './testing/refused.ts';

const RUNS = { numRuns: 300 };

async function open(text: string, chunkBytes = 7, limits: Partial<Limits> = {}, name = 'a.json') {
  const sound = await memoryDocument(name, text === '' ? ' {}' : text, { chunkBytes, limits });
  return sound;
}

/** A document whose bytes come as they are, past the opening, so that every text can be tried. */
function raw(
  text: string | Buffer,
  chunkBytes: number,
  shape: 'json' | 'ndjson' = 'json',
): Promise<Document> {
  const all = Buffer.from(text);
  return open('{}').then((document) => ({
    ...document,
    head: { ...document.head, shape },
    async *bytes() {
      for (let at = 0; at < all.length; at += chunkBytes) yield all.subarray(at, at + chunkBytes);
    },
  }));
}

/** The matches of a value, by a walk over it whole. */
function naive(
  value: unknown,
  patterns: readonly string[],
): { pattern: string; pointer: string; value: unknown }[] {
  const found: { pattern: string; pointer: string; value: unknown }[] = [];
  const visit = (at: unknown, path: readonly string[]) => {
    const fits = (pattern: string, length: number) => {
      const steps = pattern.split('/').slice(1);
      return (
        steps.length >= length &&
        path.every(
          (name, index) =>
            steps[index] === '*' || steps[index]?.replaceAll('~1', '/').replaceAll('~0', '~') === name,
        )
      );
    };
    const ends = patterns.find(
      (pattern) => pattern.split('/').length - 1 === path.length && fits(pattern, path.length),
    );
    const deeper = patterns.some(
      (pattern) => pattern.split('/').length - 1 > path.length && fits(pattern, path.length),
    );
    const entries = typeof at === 'object' && at !== null ? Object.entries(at) : [];
    if (ends !== undefined && (!deeper || entries.length === 0)) {
      const pointer = path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      found.push({ pattern: ends, pointer, value: at });
    }
    if (deeper) for (const [name, inner] of entries) visit(inner, [...path, name]);
  };
  visit(value, []);
  return found;
}

/** Text whose object members stand in the order in which Object.entries gives them. */
const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, '\t', '   '))
  .map(([value, indent]) => JSON.stringify(value, null, indent));
const step = fc.constantFrom('*', '*', 'a', 'b', '0', '1', 'a~1b', '');
const pattern = fc.array(step, { maxLength: 3 }).map((steps) => steps.map((one) => `/${one}`).join(''));
const shapely = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(1, null, true, 'x', '"', '\\', '\\"', 'é€😀', 'a'.repeat(60), `${'\\'.repeat(30)}"`),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0', 'a/b', '', 'c', '__proto__'), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('what is read', () => {
  test('any JSON, in chunks of any size, is what JSON.parse says', async () => {
    await fc.assert(
      fc.asyncProperty(jsonText, fc.integer({ min: 1, max: 40 }), async (text, chunk) => {
        expect(await readJson(await raw(text, chunk))).toEqual(clean(JSON.parse(text)));
      }),
      RUNS,
    );
  });

  test('patterns match what a walk over the whole value matches', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapely,
        fc.uniqueArray(pattern, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(0, 2),
        async (value, patterns, chunk, indent) => {
          const text = JSON.stringify(value, null, indent);
          const matches = await allOf(streamJson(await raw(text, chunk), patterns));
          expect(matches.map(({ byte: _, ...match }) => match)).toEqual(naive(JSON.parse(text), patterns));
          for (const { byte, value: found } of matches) {
            const from = Buffer.from(text).subarray(byte).toString();
            expect(from.startsWith(JSON.stringify(found)[0]!)).toBe(true);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  test('a sequence of values is a root array', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(shapely, { minLength: 1, maxLength: 5 }),
        fc.uniqueArray(
          pattern.filter((one) => one !== ''),
          { minLength: 1, maxLength: 3 },
        ),
        fc.constantFrom('\n', '\r\n', '\n\n', ' '),
        fc.integer({ min: 1, max: 30 }),
        async (values, patterns, between, chunk) => {
          const text = values.map((value) => JSON.stringify(value)).join(between);
          const matches = await allOf(streamJson(await raw(text, chunk, 'ndjson'), patterns));
          expect(matches.map(({ byte: _, ...match }) => match)).toEqual(
            naive(JSON.parse(JSON.stringify(values)), patterns),
          );
        },
      ),
      RUNS,
    );
  });

  test('matches say where they start', async () => {
    const text = '{"é": [1, {"a": 2}],\n "b": 3}';
    const matches = await allOf(streamJson(await raw(text, 1), ['/é/*', '/b']));
    const places = matches.map(({ pointer, byte }) => [pointer, Buffer.from(text).subarray(byte)[0]]);
    expect(places).toEqual([
      ['/é/0', '1'.charCodeAt(0)],
      ['/é/1', '{'.charCodeAt(0)],
      ['/b', '3'.charCodeAt(0)],
    ]);
  });

  test('a container that others go into shows itself only when it is empty', async () => {
    const found = async (text: string) =>
      (await allOf(streamJson(await raw(text, 3), ['/results', '/results/*', '/*']))).map((match) => [
        match.pattern,
        match.pointer,
      ]);
    expect(await found('{"results": [1], "other": {"x": 1}}')).toEqual([
      ['/results/*', '/results/0'],
      ['/*', '/other'],
    ]);
    expect(await found('{"results": [ ]}')).toEqual([['/results', '/results']]);
    expect(await found('{"results": null}')).toEqual([['/results', '/results']]);
  });

  test('values written one after the other without any break between them are a sequence', async () => {
    const document = await open('{"a":1}{"a":2}[3]');
    expect(document.head.shape).toBe('ndjson');
    expect(await readJson(document)).toEqual([{ a: 1 }, { a: 2 }, [3]]);
  });

  test('a pattern given twice or without its slash is a defect of the caller', async () => {
    const document = await open('{}');
    await expect(allOf(streamJson(document, ['/a', '/a']))).rejects.toThrow(TypeError);
    await expect(allOf(streamJson(document, ['a']))).rejects.toThrow(TypeError);
  });
});

/** What the reader makes of text that is no Unicode. */
function clean(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner) =>
    typeof inner === 'string' ? Buffer.from(inner.replaceAll('\0', '\ufffd')).toString() : inner,
  );
}

describe('what is refused', () => {
  const WELL = [
    '[]',
    '{}',
    ' [ ] ',
    '[[]]',
    '[1]',
    '0',
    '-0',
    '1e5',
    '1E+5',
    '1.5e-3',
    '"x"',
    '""',
    'true',
    'false',
    'null',
    '[null, 1, "1", {}]',
    '{"a":{"b":[{}]}}',
    '{"":0}',
    '"\\u00e9\\n\\/"',
    '"\u007f"',
    '[1\n]',
    '\t[1]\r\n',
    '{"a":[],"b":{}}',
    '"\\\\"',
    '["\\"]"]',
    '{"a]":"}"}',
    '[-1.0E-2]',
    '"\u2028"',
    '[""]',
    '1.7976931348623157e308',
    '1e-400',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '"\\uD83D\\uDE00"',
    '[0.1e1]',
  ];
  const ILL = [
    '[',
    '{',
    '[1,]',
    '[,1]',
    '[1 2]',
    '[1,,2]',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{,}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
    '{"a"::1}',
    '{"a":1 "b":2}',
    '{1:1}',
    '[1}',
    '{"a":1]',
    ']',
    '}',
    '[1]]',
    '{}}',
    '[]x',
    '{}{',
    '01',
    '-',
    '-01',
    '+1',
    '.5',
    '1.',
    '1e',
    '1e+',
    '0x1',
    '1_000',
    'NaN',
    'Infinity',
    '-Infinity',
    'nul',
    'nulll',
    'True',
    'TRUE',
    'undefined',
    '"',
    '"a',
    '"\\"',
    '"\\x41"',
    '"\\u12"',
    '"\\u12g4"',
    '"a\nb"',
    '"a\tb"',
    '"\u0001"',
    "'a'",
    '[1]/**/',
    '[1]//x',
    '/* */[1]',
    '[1 ,"a"\n4]',
    ':',
    ',',
    '[:]',
    '[{]}',
    '["a":1]',
    '{"a":1:2}',
    '{[1]:1}',
    '[a]',
    '[1-2]',
    '[1.2.3]',
    '[--1]',
    '[1e5e5]',
    '\u00a0[1]',
    '[1]\u00a0',
    '\ufeff[1]',
    '{"a":1}}',
    '"a""b"',
    '1 2',
    '[1]\u0001',
    '[tru]',
    '[1e400]',
    '-1e999',
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":1}}',
    '[[{"x":1,"y":2,"x":3}]]',
    '{"\\u0061":1,"a":2}',
    '{"__proto__":1,"__proto__":2}',
    '[12345678901234567-1]',
    '{"a":00000000000000000001}',
  ];
  const ALL_PATTERNS = [[''], ['/*'], ['/*/*'], ['/nothing'], ['/a/b']];

  test.each(WELL)('accepted: %s', async (text) => {
    for (const chunk of [1, 2, 5, 1000]) {
      for (const patterns of ALL_PATTERNS) await allOf(streamJson(await raw(text, chunk), patterns));
      expect(await readJson(await raw(text, chunk))).toEqual(JSON.parse(text));
    }
  });

  test.each(ILL)('refused, whatever is asked for: %s', async (text) => {
    for (const chunk of [1, 2, 5, 1000]) {
      for (const patterns of ALL_PATTERNS) {
        const document = await raw(text, chunk);
        const refusal = await refusedBy(() => streamJson(document, patterns));
        expect(['malformed', 'truncated']).toContain(refusal.code);
        expect(refusal.place.byte).toBeGreaterThanOrEqual(0);
        expect(refusal.place.byte).toBeLessThanOrEqual(Buffer.byteLength(text));
      }
    }
  });

  test('whatever a typing error makes, the verdict is that of JSON.parse with names that differ', async () => {
    const typo = fc.record({
      text: fc.oneof(
        jsonText,
        shapely.map((value) => JSON.stringify(value)),
      ),
      at: fc.nat(),
      cut: fc.nat({ max: 2 }),
      put: fc.constantFrom(
        '',
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '1',
        '-',
        'e',
        ' ',
        'x',
        '\n',
        '"a":1,',
        'null',
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        typo,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...ALL_PATTERNS),
        async (made, chunk, patterns) => {
          const at = made.at % (made.text.length + 1);
          const text = Buffer.from(
            made.text.slice(0, at) + made.put + made.text.slice(at + made.cut),
          ).toString();
          let sound = true;
          try {
            sound = namesDiffer(text, JSON.parse(text, finite));
          } catch {
            sound = false;
          }
          let refused: unknown;
          try {
            await allOf(streamJson(await raw(text, chunk), patterns));
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            refused = error;
          }
          expect({ text, refused: refused !== undefined }).toEqual({
            text,
            refused: text.trim() === '' || !sound,
          });
        },
      ),
      { numRuns: 1500 },
    );
  });

  function finite(_: string, value: unknown): unknown {
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw new Error('infinite');
    return value;
  }

  /** Whether re-writing the value gives as many colons outside strings as the text has. */
  function namesDiffer(text: string, value: unknown): boolean {
    const colons = (json: string) => json.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length;
    return colons(text) === colons(JSON.stringify(value));
  }

  test('elements that are parsed together give what each gives by itself, and the same refusals', async () => {
    const odd = fc.constantFrom(
      '12345678901234567890',
      '-9007199254740993',
      '1e400',
      '1e-7',
      '"\\ud800"',
      '"\\u0000"',
      '{"\\ud800":1,"\\ud801":2}',
      '{"a":1,"a":2}',
      '{"__proto__":[{"b":1e2}]}',
      '[1 2]',
      '{]',
      'tru',
      '"a',
      '',
      'null,',
    );
    const element = fc.oneof(
      { weight: 8, arbitrary: shapely.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: odd },
    );
    const outcome = async (document: Document, patterns: readonly string[]) => {
      const found: unknown[] = [];
      try {
        for await (const match of streamJson(document, patterns)) found.push(match);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // What nobody asks for is gone into where it is cut, and then a fault may show elsewhere.
        const exact = patterns.includes('/*') ? [error.message, error.place] : [];
        return { found, refused: [error.code, ...exact] };
      }
      return { found };
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ', ', ' ,\n', '\n', ' '),
        fc.constantFrom<readonly string[]>(['/*'], ['/x'], ['/*/a']),
        fc.constantFrom(50, 1000),
        async (elements, between, patterns, chunk) => {
          const lines = !between.includes(',');
          const joined = elements.join(between);
          const text = lines ? `{}${between}${joined}` : `[${joined}]`;
          const shape = lines ? 'ndjson' : 'json';
          // A byte at a time, no two elements are ever there together.
          expect(await outcome(await raw(text, chunk, shape), patterns)).toEqual(
            await outcome(await raw(text, 1, shape), patterns),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('cut after any byte: truncated, and what came before is what the whole has', async () => {
    const text = '{"v":"1é","runs":[{"results":[{"a":"\\u00e9\\""},-1.5e2,true,[]],"x":{"y":null}}]}';
    const bytes = Buffer.from(text);
    const patterns = ['/v', '/runs/*/results/*'];
    const whole = await allOf(streamJson(await raw(text, 9), patterns));
    for (let length = 1; length < bytes.length; length++) {
      for (const chunk of [1, 16, 1000]) {
        const document = await raw(bytes.subarray(0, length), chunk);
        const refusal = await refusedBy(() => streamJson(document, patterns));
        expect(refusal.code).toBe('truncated');
        expect(refusal.place.byte).toBe(length);
        expect(refusal.before).toBeLessThanOrEqual(whole.length);
      }
    }
  });

  test('a sequence whose last value is cut', async () => {
    const document = await raw('{"a":1}\n{"a":2}\n{"a":', 4, 'ndjson');
    const refusal = await refusedBy(() => streamJson(document, ['/*']));
    expect([refusal.code, refusal.before]).toEqual(['truncated', 2]);
  });

  test('a sequence with text between its values', async () => {
    for (const text of ['{},{}', '{} x {}', '{}\n]']) {
      const document = await raw(text, 4, 'ndjson');
      expect((await refusedBy(() => streamJson(document, ['/*/a']))).code).toBe('malformed');
    }
  });

  test('the place is said to the byte and the member', async () => {
    const place = async (text: string, patterns: string[]) => {
      const document = await raw(text, 5);
      return (await refusedBy(() => streamJson(document, patterns))).place;
    };
    expect(await place('{"runs":[{"a":1},{"b":{"c":1,"c":2}}]}', ['/runs/*'])).toMatchObject({
      file: 'a.json',
      byte: 29,
      field: '/runs/1/b/c',
    });
    expect(await place('{"runs":[{"a":1},{"b":tru}]}', ['/runs/*'])).toMatchObject({
      byte: 22,
      field: '/runs/1/b',
    });
    expect(await place('{"a":1,"b":2,"a":3}', ['/x'])).toMatchObject({ byte: 13 });
  });
});

describe('limits and numbers', () => {
  test('nesting over the limit is refused wherever it is, and not one less', async () => {
    for (const patterns of [[''], ['/*'], ['/x'], ['/*/*/*']]) {
      for (const chunk of [1, 50, 100_000]) {
        const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
        await allOf(streamJson(await raw(nested(200), chunk), patterns));
        const document = await raw(nested(201), chunk);
        expect((await refusedBy(() => streamJson(document, patterns))).code).toBe('too-large');
      }
    }
    const bomb = await open('['.repeat(1_000_000), 65_536);
    expect((await refusedBy(() => streamJson(bomb, ['/x']))).code).toBe('too-large');
  });

  test('strings, elements and values have limits', async () => {
    const code = async (text: string, limits: Partial<Limits>, patterns = ['/*']) => {
      const document = await open(text, 10, limits);
      return (await refusedBy(() => streamJson(document, patterns))).code;
    };
    expect(await code(`["${'a'.repeat(101)}"]`, { stringBytes: 100 })).toBe('too-large');
    expect(await code(`["${'a'.repeat(101)}"]`, { stringBytes: 100 }, ['/x'])).toBe('too-large');
    expect(await code(`{"${'a'.repeat(101)}":1}`, { stringBytes: 100 })).toBe('too-large');
    expect(await code(`[[${'1,'.repeat(100)}1]]`, { wholeBytes: 150 })).toBe('too-large');
    expect(await code(`[[${'1,'.repeat(100)}1]]`, { tokens: 50 })).toBe('too-large');
    expect(await code(`[${'1'.repeat(20_001)}]`, {})).toBe('too-large');
    // What is not asked for is not held, so only its parts are limited.
    await allOf(streamJson(await open(`[[${'1,'.repeat(100)}1]]`, 10, { wholeBytes: 150 }), ['/x']));
  });

  test('a name of a megabyte, and a million empty objects, are read', async () => {
    const long = 'k'.repeat(1024 * 1024);
    expect(await readJson(await open(`{"${long}":1}`, 65_536))).toEqual({ [long]: 1 });
    const many = await open(`[${'{},'.repeat(1_000_000)}{}]`, 65_536);
    let count = 0;
    for await (const _ of streamJson(many, ['/*'])) count += 1;
    expect(count).toBe(1_000_001);
  });

  test('whole numbers that a double would round stay as they are written', async () => {
    const text =
      '[9007199254740991,9007199254740992,9007199254740993,-9007199254740993,1e2,1.0,100000000000000000000,12345678901234567890,0.1234567890123456789]';
    expect(await readJson(await raw(text, 3))).toEqual([
      9007199254740991,
      9007199254740992,
      '9007199254740993',
      '-9007199254740993',
      100,
      1,
      100000000000000000000,
      '12345678901234567890',
      0.12345678901234568,
    ]);
    const long = '9'.repeat(10_000);
    expect(await readJson(await raw(long, 100))).toBe(long);
    expect(Object.is(await readJson(await raw('-0', 1)), -0)).toBe(true);
  });

  test('text that is no Unicode is made so, and NUL too', async () => {
    const text = '{"a":"x\\ud800y","\\udc00":"\\u0000","b":"\\ud83d\\ude00","c":"\\\\ud800"}';
    expect(await readJson(await raw(text, 3))).toEqual({
      a: 'x\ufffdy',
      '\ufffd': '\ufffd',
      b: '😀',
      c: '\\ud800',
    });
    const twins = await raw('{"\\ud800":1,"\\ud801":2}', 3);
    expect((await refusedBy(() => streamJson(twins, ['']))).code).toBe('malformed');
  });

  test('no name reaches a prototype', async () => {
    const text =
      '[{"__proto__":{"polluted":1}},{"constructor":{"prototype":{"polluted":1}}},{"__proto__":null,"\\u0000":1}]';
    const values = (await readJson(await raw(text, 3))) as object[];
    for (const value of values) {
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect('polluted' in value).toBe(false);
    }
    expect(Object.keys(values[0]!)).toEqual(['__proto__']);
    expect(Object.keys(values[2]!)).toEqual(['__proto__', '\ufffd']);
  });

  test('a text of spaces alone is empty', async () => {
    const document = await open(' '.repeat(100_000), 65_536);
    expect((await refusedBy(() => streamJson(document, ['/*']))).code).toBe('empty');
  });
});
