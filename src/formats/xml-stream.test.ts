import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryDocument } from './open.ts';
import { allOf, refusedBy } from './testing/refused.ts';
import { streamXml } from './xml-stream.ts';

async function refusal(text: string, chunkBytes = 1000, stringBytes = 16 * 1024 * 1024) {
  const document = await memoryDocument('a.xml', text, { chunkBytes, limits: { stringBytes } });
  return refusedBy(() => streamXml(document));
}

/** Events as one line each, neighbouring texts joined. */
async function told(text: string, chunkBytes: number): Promise<string[]> {
  const lines: string[] = [];
  let joined = '';
  for (const event of await allOf(streamXml(await memoryDocument('a.xml', text, { chunkBytes })))) {
    if (event.type === 'text') joined += event.text;
    else {
      if (joined !== '') lines.push(`text ${joined}`);
      joined = '';
      lines.push(
        event.type === 'open'
          ? `open ${event.path} ${JSON.stringify(event.attributes)}`
          : `close ${event.path}`,
      );
    }
  }
  return lines;
}

interface Element {
  name: string;
  value: string;
  text: string;
  inside: Element[];
}

const word = fc.string({
  unit: fc.constantFrom('a', '<', '>', '&', '"', "'", 'é', '😀', ']', ' '),
  maxLength: 5,
});
const element: fc.Arbitrary<Element> = fc.letrec<{ element: Element; inside: Element[] }>((tie) => ({
  element: fc.record({
    name: fc.constantFrom('a', 'b', 'test-case', 'é'),
    value: word,
    text: word,
    inside: tie('inside'),
  }),
  inside: fc.oneof({ maxDepth: 4 }, fc.constant<Element[]>([]), fc.array(tie('element'), { maxLength: 3 })),
})).element;

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;');
}

function written(one: Element): string {
  return `<${one.name} v="${escaped(one.value)}">${escaped(one.text)}${one.inside.map(written).join('')}</${one.name}>`;
}

function expected(one: Element, above = ''): string[] {
  const path = `${above}/${one.name}`;
  const text = one.text === '' ? [] : [`text ${one.text}`];
  return [
    `open ${path} ${JSON.stringify({ v: one.value })}`,
    ...text,
    ...one.inside.flatMap((inner) => expected(inner, path)),
    `close ${path}`,
  ];
}

describe('events', () => {
  test('whatever is written comes back, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(element, fc.integer({ min: 1, max: 30 }), async (root, chunk) => {
        expect(await told(written(root), chunk)).toEqual(expected(root));
      }),
      { numRuns: 200 },
    );
  });

  test('namespaces, CDATA, comments and places', async () => {
    const text =
      '<?xml version="1.0"?>\n<x:a xmlns:x="urn:x">\n<!-- no --><b __proto__="1"><![CDATA[<&]]></b></x:a>\n';
    for (const chunk of [1, 1000]) {
      const events = await allOf(streamXml(await memoryDocument('a.xml', text, { chunkBytes: chunk })));
      const opened = events.filter((event) => event.type === 'open');
      expect(
        opened.map(({ local, namespace, path, line, byte }) => ({ local, namespace, path, line, byte })),
      ).toEqual([
        { local: 'a', namespace: 'urn:x', path: '/a', line: 2, byte: text.indexOf('urn:x">') + 7 },
        { local: 'b', namespace: '', path: '/a/b', line: 3, byte: text.indexOf('"1">') + 4 },
      ]);
      expect(Object.getPrototypeOf(opened[1]!.attributes)).toBe(null);
      expect(Object.keys(opened[1]!.attributes)).toEqual(['__proto__']);
      expect(events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')).toBe('\n<&');
    }
  });
});

describe('refusals', () => {
  const LAUGHS = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
  const EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<a>&x;</a>';

  test('any DOCTYPE, wherever the chunks end', async () => {
    for (const text of [
      LAUGHS,
      EXTERNAL,
      '<!DOCTYPE html><html/>',
      '<!doctype html><html></html>',
      '<!-- --><!DOCTYPE a SYSTEM "x"><a/>',
    ]) {
      for (const chunk of [1, 2, 3, 7, 1000]) {
        const refused = await refusal(text, chunk);
        expect([refused.code, refused.before]).toEqual(['doctype', 0]);
        expect(refused.place.line).toBe(text.startsWith('<?xml') ? 2 : 1);
      }
    }
    expect((await refusal('<a><!DOCTYPE b></a>')).code).toBe('malformed');
    // Text that speaks of one is none.
    const text = '<!-- <!DOCTYPE a> --><?x <!DOCTYPE a>?><a><![CDATA[<!DOCTYPE html>]]></a>';
    for (const chunk of [1, 1000]) expect(await told(text, chunk)).toContain('text <!DOCTYPE html>');
  });

  test('no entity is known but the five', async () => {
    expect((await refusal('<a>&nbsp;</a>')).code).toBe('malformed');
    expect(await told('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;</a>', 3)).toContain('text <>&"\'AB');
  });

  test('cut after any byte: truncated', async () => {
    const text = '<?xml version="1.0"?><a b="1"><c>t&amp;x</c><![CDATA[x]]><!-- c --><d/></a>';
    for (let length = 5; length < text.length; length++) {
      for (const chunk of [1, 1000])
        expect((await refusal(text.slice(0, length), chunk)).code).toBe('truncated');
    }
  });

  test.each([
    '<a></b>',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a/><b/>',
    '<a/>x',
    'x<a/>',
    '<a><</a>',
    '<x:a/>',
    '<a>&#0;</a>',
    '<a>\u0001</a>',
    '<a b="<"/>',
  ])('malformed: %s', async (text) => {
    for (const chunk of [1, 1000]) expect((await refusal(text, chunk)).code).toBe('malformed');
  });

  test('nesting over 256, and a text without end', async () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect((await told(nested(256), 1000)).length).toBe(512);
    expect((await refusal(nested(257))).code).toBe('too-large');
    expect((await refusal('<a>'.repeat(200_000))).code).toBe('too-large');
    for (const start of ['<a>', '<a b="', '<!--', '<a><![CDATA[']) {
      expect((await refusal(start + 'x'.repeat(5000), 100, 1000)).code).toBe('too-large');
    }
  });
});
