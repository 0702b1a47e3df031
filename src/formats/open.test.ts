import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Limits } from './document.ts';
import { memoryDocument, openDocument } from './open.ts';
import { allOf, refusedBy } from './testing/refused.ts';
import { readText, streamLines } from './text.ts';

async function textOf(bytes: Uint8Array | string, chunkBytes = 5): Promise<string> {
  return readText(await memoryDocument('a.txt', bytes, { chunkBytes }));
}

/** The refusal of opening and then reading all. */
async function refusal(bytes: Uint8Array | string, limits: Partial<Limits> = {}, chunkBytes = 1000) {
  return refusedBy(async function* () {
    const document = await memoryDocument('a.json', bytes, { limits, chunkBytes });
    yield* document.bytes();
  });
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('encodings', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((one) => one.trim() !== '' && !/[\0\ufeff]/.test(one));

  test('text comes out the same in every encoding, cut into chunks anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (tail, chunk) => {
        const plain = `{"a": 1} ${tail}`;
        expect(await textOf(plain, chunk)).toBe(plain);
        expect(await textOf(`\ufeff${plain}`, chunk)).toBe(plain);
        expect(await textOf(Buffer.from(plain, 'utf16le'), chunk)).toBe(plain);
        expect(await textOf(Buffer.from(`\ufeff${plain}`, 'utf16le'), chunk)).toBe(plain);
        expect(await textOf(utf16be(plain), chunk)).toBe(plain);
        expect(await textOf(utf16be(`\ufeff${plain}`), chunk)).toBe(plain);
        expect(await textOf(gzipSync(Buffer.from(`\ufeff${plain}`, 'utf16le')), chunk)).toBe(plain);
      }),
      { numRuns: 100 },
    );
  });

  test('whatever is not UTF-8 is refused at its first byte that cannot be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 3000 }).filter((one) => !/[\0\ufeff]/.test(one)),
        fc.constantFrom(
          [0xff],
          [0xc0, 0xaf],
          [0xe9, 0x20],
          [0xed, 0xa0, 0x80],
          [0xf4, 0x90, 0x80, 0x80],
          [0x80],
          [0],
        ),
        fc.integer({ min: 1, max: 5000 }),
        async (before, wrong, chunk) => {
          const start = Buffer.from(`x${before}`);
          const refused = await refusal(
            Buffer.concat([start, Buffer.from(wrong), Buffer.from('tail')]),
            {},
            chunk,
          );
          expect(refused.code).toBe('encoding');
          const byte = refused.place.byte!;
          expect(byte).toBeGreaterThanOrEqual(start.length);
          expect(byte).toBeLessThan(start.length + wrong.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('UTF-32, a lone surrogate in UTF-16, and a cut character', async () => {
    expect((await refusal(Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]))).code).toBe('encoding');
    expect((await refusal(Buffer.from('\ufeff{"a":"\ud800"}', 'utf16le'))).code).toBe('encoding');
    expect(
      (await refusal(Buffer.concat([Buffer.from('{"a":"'), Buffer.from('é').subarray(0, 1)]))).code,
    ).toBe('encoding');
  });

  test('XML that says it is Latin-1 is read as such', async () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1');
    expect(await textOf(latin)).toContain('<a>é</a>');
    expect((await refusal(Buffer.from('{"a":"é"}', 'latin1'))).code).toBe('encoding');
  });
});

describe('gzip', () => {
  test('all members are read, and the bytes can be read again', async () => {
    const twice = Buffer.concat([gzipSync('{"a":'), gzipSync('1}')]);
    const document = await memoryDocument('a.json.gz', twice, { chunkBytes: 3 });
    expect(await readText(document)).toBe('{"a":1}');
    expect(await readText(document)).toBe('{"a":1}');
  });

  test('cut anywhere it is truncated; damaged it is malformed; twice it is refused', async () => {
    const packed = gzipSync(JSON.stringify({ text: 'abc'.repeat(20), more: [1, 2, 3] }));
    for (let length = 2; length < packed.length; length++) {
      expect((await refusal(packed.subarray(0, length))).code).toBe('truncated');
    }
    const damaged = Buffer.from(packed);
    damaged[12]! ^= 0xff;
    expect(['malformed', 'truncated']).toContain((await refusal(damaged)).code);
    expect((await refusal(gzipSync(packed))).code).toBe('encoding');
  });

  test('a bomb is refused by its ratio, and by its size', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, 0x20), { level: 9 });
    expect((await refusal(bomb, { ratio: 100 })).code).toBe('too-large');
    expect((await refusal(gzipSync('x'.repeat(2000)), { decodedBytes: 1000 })).code).toBe('too-large');
    expect((await refusal('x'.repeat(2000), { fileBytes: 1000 })).code).toBe('too-large');
  });
});

describe('what is no report', () => {
  test.each(['', ' ', '\n\t \r\n', '\ufeff', '\ufeff \n'])('empty: %j', async (text) => {
    expect((await refusal(text)).code).toBe('empty');
    expect((await refusal(gzipSync(text))).code).toBe('empty');
  });

  test('pointers say how to fetch what they stand for', async () => {
    const lfs = await refusal(
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`,
    );
    expect([lfs.code, lfs.next.includes('git lfs pull')]).toEqual(['pointer', true]);
    for (const path of [
      '/annex/objects/SHA256E-s12--abc.json\n',
      '../.git/annex/objects/Xx/9k/SHA256E-s1--a/SHA256E-s1--a',
    ]) {
      expect((await refusal(path)).code).toBe('pointer');
    }
    expect(await textOf('{"path": "/annex/objects/a"}\n{}')).toContain('annex');
  });

  test('an error of the source is not taken for a fault of the file', async () => {
    const broken = openDocument({
      path: 'a.gz',
      async *chunks() {
        yield gzipSync('x').subarray(0, 5);
        throw new RangeError('disk');
      },
    });
    await expect(broken).rejects.toThrow(RangeError);
  });
});

describe('shapes', () => {
  const cases: readonly [string, string, Document['head']['shape']][] = [
    ['a.json', '{"a": [1, 2', 'json'],
    ['a.json', '[]', 'json'],
    ['a.json', '"text"', 'json'],
    ['a', '{"a": 1}\n{"a": 2}\n', 'ndjson'],
    ['a', '{\n "a": 1\n}\n{\n "a": 2\n}', 'ndjson'],
    ['a.jsonl', '{"a": 1}\n', 'ndjson'],
    ['a.log', '[1]\n[2]', 'ndjson'],
    ['a.xml', '<?xml version="1.0"?>\n<a/>', 'xml'],
    ['a', '<!-- x --><a b="1">', 'xml'],
    ['a.csv', 'name,age\nx,1\ny,2\n', 'csv'],
    ['a.csv', 'name;"the; age"\nx;1\n', 'csv'],
    ['a.csv', 'sep=|\na|b\n1|2\n', 'csv'],
    ['a.csv', 'a,b,c', 'csv'],
    ['a.tsv', 'a\tb\n"1\n2"\t3\n', 'csv'],
    ['a.yml', 'a: 1, 2\nb: 3, 4\n', 'yaml'],
    ['a.yml', '- a, b\n- c, d\n', 'yaml'],
    ['a.yml', '---\n# x\na:\n  - b\n', 'yaml'],
    ['a.yml', '{a: b, c: [d]}', 'yaml'],
    ['a.yml', 'Resources:\n  A: !Ref B\n', 'yaml'],
    ['a.txt', 'Hello, world', 'text'],
    ['a.txt', 'The first line, then more.\nAnd a second, and, so on.\n', 'text'],
    ['a.ini', '[section]\nkey=value\n', 'text'],
    ['a.tpl', '{{ template }}\nx', 'text'],
    ['a.parquet', 'PAR1....PAR1', 'parquet'],
    ['a.zip', 'PK\u0003\u0004....', 'binary'],
  ];
  test.each(cases)('%s %j: %s', async (name, text, shape) => {
    const { head } = await memoryDocument(name, text);
    expect(head.shape).toBe(shape);
    if (shape === 'csv') expect(head.columns?.length).toBeGreaterThan(1);
    if (shape === 'yaml') expect(head.yaml).toBeTypeOf('object');
  });

  test('no text makes the head throw', async () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      ' ',
      '\n',
      '-',
      'a',
      '1',
      '<',
      '>',
      '&',
      '*',
      '!',
      '\\',
      '|',
      '#',
      '? ',
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: signs, minLength: 1, maxLength: 40 }), async (text) => {
        fc.pre(text.trim() !== '');
        const { head } = await memoryDocument('a', text);
        expect(typeof head.shape).toBe('string');
        expect([head.json, head.yaml, head.xml, head.columns].length).toBe(4);
      }),
      { numRuns: 500 },
    );
  });

  test('the head of a large file is its first 64 KiB', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ index, text: 'é'.repeat(10) }));
    const document = await memoryDocument('a.json', JSON.stringify({ version: 2, rows, last: true }), {
      chunkBytes: 1001,
    });
    expect(document.head.whole).toBe(false);
    expect(Buffer.byteLength(document.head.text)).toBeLessThanOrEqual(65_536);
    const json = document.head.json as { version: number; rows: unknown[]; last?: boolean };
    expect([json.version, json.last]).toEqual([2, undefined]);
    expect(json.rows.slice(0, -1)).toEqual(rows.slice(0, json.rows.length - 1));
    const yaml = await memoryDocument(
      'a.yaml',
      `first: 1\nrows:\n${'  - {a: "x y", b: [1, 2]}\n'.repeat(5000)}`,
    );
    expect(yaml.head.shape).toBe('yaml');
    const { first, rows: read } = yaml.head.yaml as { first: number; rows: unknown[] };
    expect([first, read[0]]).toEqual([1, { a: 'x y', b: [1, 2] }]);
  });

  test('an XML root is known with its namespace, also where a DOCTYPE stands before it', async () => {
    const { head } = await memoryDocument(
      'a.xml',
      '<?xml version="1.0"?><!DOCTYPE a><x:a xmlns:x="urn:x" b="&lt;"><c>',
    );
    expect(head.xml).toEqual({
      name: 'x:a',
      local: 'a',
      namespace: 'urn:x',
      attributes: Object.assign(Object.create(null), { 'xmlns:x': 'urn:x', b: '<' }),
    });
  });
});

describe('lines', () => {
  test('are what splitting at line ends gives', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r\n', ' '), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (body, chunkBytes) => {
        const document = await memoryDocument('a', `x${body}`, { chunkBytes });
        const lines = await allOf(streamLines(document));
        const expected = `x${body}`.split(/\r?\n/);
        if (expected.at(-1) === '') expected.pop();
        expect(lines).toEqual(expected.map((line, index) => ({ line: index + 1, text: line })));
      }),
      { numRuns: 200 },
    );
  });

  test('have a limit, and so has the whole', async () => {
    const document = await memoryDocument('a', `a\n${'x'.repeat(200)}`, {
      limits: { stringBytes: 100, wholeBytes: 100 },
    });
    expect((await refusedBy(() => streamLines(document))).place.line).toBe(2);
    await expect(readText(document)).rejects.toMatchObject({ code: 'too-large' });
  });
});
