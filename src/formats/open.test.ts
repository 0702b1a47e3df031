import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { streamCsv } from './csv-stream.ts';
import { streamJson } from './json-stream.ts';
import { memoryDocument } from './open.ts';
import { streamXml } from './xml-stream.ts';
import { readYaml } from './yaml.ts';

test('smoke', async () => {
  const doc = await memoryDocument('a/r.json', gzipSync('{"version":"1","runs":[{"results":[{"a":1},2]}]}'), {
    chunkBytes: 1,
  });
  expect(doc.head.shape).toBe('json');
  expect(doc.head.json).toEqual({ version: '1', runs: [{ results: [{ a: 1 }, 2] }] });
  const got = [];
  for await (const m of streamJson(doc, ['/version', '/runs/*/results/*'])) got.push([m.pointer, m.value]);
  expect(got).toEqual([
    ['/version', '1'],
    ['/runs/0/results/0', { a: 1 }],
    ['/runs/0/results/1', 2],
  ]);
  const xml = await memoryDocument('a.xml', '<?xml version="1.0"?><a x="1"><b>t</b></a>', { chunkBytes: 3 });
  expect(xml.head.xml?.local).toBe('a');
  const names = [];
  for await (const e of streamXml(xml)) names.push(e.type === 'text' ? e.text : `${e.type} ${e.path}`);
  expect(names.join('|')).toBe('open /a|open /a/b|t|close /a/b|close /a');
  const csv = await memoryDocument('a.csv', 'a,b\r\n1,"x\n""y"\r\n');
  expect(csv.head.shape).toBe('csv');
  const rows = [];
  for await (const r of streamCsv(csv)) rows.push({ line: r.line, ...r.row });
  expect(rows).toEqual([{ line: 2, a: '1', b: 'x\n"y' }]);
  const yaml = await memoryDocument('a.yaml', 'a: 1\nb: !Ref x\n---\nc: [1, 2]\n');
  expect(yaml.head.shape).toBe('yaml');
  const docs = await readYaml(yaml);
  expect(docs.map((d) => d.value)).toEqual([{ a: 1, b: 'x' }, { c: [1, 2] }]);
  expect(docs[1]?.line(['c', 1])).toBe(4);
});
