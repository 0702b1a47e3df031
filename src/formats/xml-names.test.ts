import { describe, expect, test } from 'vitest';
import { memoryDocument } from './open.ts';
import { allOf, refusedBy } from './testing/refused.ts';
import { streamXml } from './xml-stream.ts';

async function names(text: string): Promise<string[]> {
  const events = await allOf(streamXml(await memoryDocument('a.xml', text)));
  return events.flatMap((event) => (event.type === 'open' ? [`${event.namespace} ${event.local}`] : []));
}

describe('prefixes', () => {
  test('a binding reaches what is inside it, until one inside takes its place', async () => {
    const text = `<a xmlns="u:1" xmlns:p="u:2"><p:b><c/><d xmlns=""><e/><p:f xmlns:p=" u:3 "/><p:g/></d><h/></p:b></a>`;
    expect(await names(text)).toEqual(['u:1 a', 'u:2 b', 'u:1 c', ' d', ' e', 'u:3 f', 'u:2 g', 'u:1 h']);
  });

  test('xml is bound from the start, and attributes are named as written', async () => {
    const text = '<a xml:lang="en" xmlnsx="1" xmlns:p="u" p:b="2" b="3"/>';
    const [open] = await allOf(streamXml(await memoryDocument('a.xml', text)));
    expect(open).toMatchObject({
      attributes: { 'xml:lang': 'en', xmlnsx: '1', 'xmlns:p': 'u', 'p:b': '2', b: '3' },
    });
  });

  test.each([
    '<p:a/>',
    '<a p:b="1"/>',
    '<a><b xmlns:p="u"/><p:c/></a>',
    '<a xmlns:p=""/>',
    '<a xmlns:xmlns="u"/>',
    '<a xmlns:p="http://www.w3.org/2000/xmlns/"/>',
    '<a xmlns:xml="u"/>',
    '<a xmlns="http://www.w3.org/XML/1998/namespace"/>',
    '<xmlns:a/>',
    '<a:b:c xmlns:a="u"/>',
    '<:a/>',
    '<a:/>',
    '<a :b="1"/>',
    '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    '<a b="1" b="2"/>',
  ])('refused: %s', async (text) => {
    const document = await memoryDocument('a.xml', text);
    expect((await refusedBy(() => streamXml(document))).code).toBe('malformed');
  });
});
