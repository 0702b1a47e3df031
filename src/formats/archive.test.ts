import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ArchiveOptions, Member } from './archive.ts';
import { isArchive } from './archive-kinds.ts';
import { memoryDocument } from './open.ts';
import { tarMembers } from './tar.ts';
import { type Made, tarOf, zipOf } from './testing/archives.ts';
import { allOf, refusedBy } from './testing/refused.ts';
import { zipMembers } from './zip.ts';

async function* contents(members: AsyncIterable<Member>): AsyncGenerator<[string, string]> {
  for await (const { path, chunks } of members) yield [path, Buffer.concat(await allOf(chunks())).toString()];
}

async function* unpacked(kind: string, bytes: Buffer, options: ArchiveOptions = {}) {
  if (kind === 'zip') yield* contents(zipMembers('a.zip', bytes, options));
  else
    yield* contents(
      tarMembers('a.tar', (await memoryDocument('a.tar', bytes, { chunkBytes: 700 })).bytes(), options),
    );
}

function packed(kind: string, members: readonly Made[]): Buffer {
  return kind === 'zip' ? zipOf(members) : tarOf(members);
}

describe.each(['zip', 'tar'])('%s', (kind) => {
  const refusal = (members: readonly Made[], options: ArchiveOptions = {}) =>
    refusedBy(() => unpacked(kind, packed(kind, members), options));

  test('members come in order, and folders do not count', async () => {
    const bytes = packed(kind, [
      { name: 'a/one.json', body: '{"a":1}' },
      { name: 'a/', body: '', stored: true, type: '5', mode: 0o40755 },
      { name: 'b.txt', body: 'x'.repeat(3000), stored: true },
      { name: 'empty', body: '', stored: true },
    ]);
    expect(isArchive(bytes)).toBe(true);
    expect(await allOf(unpacked(kind, bytes))).toEqual([
      ['a/one.json', '{"a":1}'],
      ['b.txt', 'x'.repeat(3000)],
      ['empty', ''],
    ]);
  });

  test.each(['../x', 'a/../../x', '/etc/x', 'C:/x', 'c:x', '..\\x', 'a\\..\\x'])(
    'the name %s is refused',
    async (name) => {
      const refused = await refusal([{ name: 'fine' }, { name }]);
      expect(refused.code).toBe('malformed');
      if (kind === 'zip') expect(refused.before).toBe(0);
    },
  );

  test('names that are one file somewhere are refused', async () => {
    expect((await refusal([{ name: 'a' }, { name: 'a' }])).code).toBe('malformed');
    expect((await refusal([{ name: 'Report' }, { name: 'report' }])).code).toBe('malformed');
  });

  test('links and devices are refused', async () => {
    expect((await refusal([{ name: 'a', mode: 0o120777, type: '2' }])).code).toBe('malformed');
    expect((await refusal([{ name: 'a', mode: 0o20666, type: '3' }])).code).toBe('malformed');
    expect((await refusal([{ name: 'a', mode: 0o10666, type: '6' }])).code).toBe('malformed');
  });

  test('limits on members and bytes', async () => {
    const many = Array.from({ length: 11 }, (_, index) => ({ name: `f${index}`, body: 'x'.repeat(100) }));
    expect((await refusal(many, { limits: { members: 10 } })).code).toBe('too-large');
    expect((await refusal(many, { limits: { memberBytes: 99 } })).code).toBe('too-large');
    expect((await refusal(many, { limits: { totalBytes: 1000 } })).code).toBe('too-large');
    expect(
      await allOf(unpacked(kind, packed(kind, many), { limits: { totalBytes: 1100, members: 11 } })),
    ).toHaveLength(11);
  });

  test('an archive in an archive is a file, and one in that is refused', async () => {
    const inner = packed(kind, [{ name: 'x' }]);
    const [member] = await allOf(unpacked(kind, packed(kind, [{ name: 'inner', body: inner }])));
    expect(member![0]).toBe('inner');
    expect((await refusal([{ name: 'inner', body: inner }], { depth: 1 })).code).toBe('too-large');
  });

  test('cut or damaged anywhere, nothing but a refusal comes of it', async () => {
    const bytes = packed(kind, [{ name: 'a', body: 'hello '.repeat(50) }, { name: 'b' }]);
    for (let length = 600; length < bytes.length - 1024; length += 7) {
      expect(['malformed', 'truncated']).toContain(
        (await refusedBy(() => unpacked(kind, bytes.subarray(0, length)))).code,
      );
    }
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x5a;
      await allOf(unpacked(kind, damaged)).catch((error) => expect(error.name).toBe('Refusal'));
    }
  });
});

describe('zip alone', () => {
  const refusal = (members: readonly Made[]) => refusedBy(() => unpacked('zip', zipOf(members)));

  test('NUL in a name, encryption, overlapping members and false sizes', async () => {
    expect((await refusal([{ name: 'a\0b' }])).code).toBe('malformed');
    expect((await refusal([{ name: 'a', flags: 1 }])).code).toBe('malformed');
    expect((await refusal([{ name: 'a' }, { name: 'b', overlaps: true }])).code).toBe('malformed');
    for (const declared of [1, 5_000_000])
      expect((await refusal([{ name: 'a', body: 'hello', declared }])).code).toBe('malformed');
    expect((await refusedBy(() => unpacked('zip', Buffer.from('PK\u0003\u0004 no zip')))).code).toBe(
      'malformed',
    );
  });

  test('a bomb is refused by its ratio, whatever it declares', async () => {
    const body = Buffer.alloc(8 * 1024 * 1024);
    expect((await refusal([{ name: 'a', body }])).code).toBe('too-large');
    expect(['too-large', 'malformed']).toContain((await refusal([{ name: 'a', body, declared: 10 }])).code);
  });

  test('members can be read again, and from any random-access source', async () => {
    const bytes = zipOf([{ name: 'a', body: 'hello' }]);
    const source = {
      size: bytes.length,
      async *read(start: number, end: number) {
        yield bytes.subarray(start, end);
      },
    };
    for await (const member of zipMembers('a.zip', source)) {
      for (let round = 0; round < 2; round++)
        expect(Buffer.concat(await allOf(member.chunks())).toString()).toBe('hello');
    }
  });
});

describe('tar alone', () => {
  test('long names of pax and GNU, and gzip around it', async () => {
    const long = `${'folder/'.repeat(30)}x.json`;
    const record = ` path=${long}\n`;
    const length = record.length + 3;
    const bytes = tarOf([
      { name: 'pax', type: 'x', body: `${length}${record}` },
      { name: 'short', body: '1' },
      { name: 'gnu', type: 'L', body: `${long}2\0` },
      { name: 'short', body: '2' },
      { name: 'short', body: '3' },
    ]);
    const document = await memoryDocument('a.tar.gz', gzipSync(bytes), { chunkBytes: 100 });
    expect(document.head.shape).toBe('binary');
    expect(await allOf(contents(tarMembers('a.tar.gz', document.bytes())))).toEqual([
      [long, '1'],
      [`${long}2`, '2'],
      ['short', '3'],
    ]);
  });

  test('a member that says it is larger than all there is', async () => {
    for (const declared of [10_000, 0o77777777777]) {
      const bytes = tarOf([{ name: 'a', declared }]);
      expect(['truncated', 'too-large']).toContain((await refusedBy(() => unpacked('tar', bytes))).code);
    }
  });
});
