import { gzipSync } from 'node:zlib';

/** A way to break or dress up a document. */
export interface Change {
  name: string;
  /** The changed bytes; undefined where it does not apply. */
  apply(bytes: Buffer): Buffer | undefined;
  /** The document means the same afterwards. */
  same?: boolean;
}

const text = (change: (content: string) => string | undefined) => (bytes: Buffer) => {
  const changed = change(bytes.toString('utf8'));
  return changed === undefined ? undefined : Buffer.from(changed);
};
const isJson = (content: string) => /^\s*[[{]/.test(content);
const isXml = (content: string) => /^\s*</.test(content);
const isText = (bytes: Buffer) =>
  !bytes.subarray(0, 4).includes(0) && bytes.subarray(0, 4).toString() !== 'PAR1';

/** Members put into the first object of a JSON document. */
const withMember = (member: string) =>
  text((content) => (isJson(content) ? content.replace(/\{/, `{${member},`).replace(',}', '}') : undefined));

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);

/** Dressed up, not broken: each has to be read as the plain document is. */
export const WRAPPINGS: readonly Change[] = [
  { name: 'gzip', same: true, apply: (bytes) => gzipSync(bytes) },
  {
    name: 'UTF-8 with a byte-order mark',
    same: true,
    apply: (bytes) => (isText(bytes) ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]) : undefined),
  },
  {
    name: 'UTF-16, little end first',
    same: true,
    apply: (bytes) =>
      isText(bytes)
        ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(withoutXmlEncoding(bytes), 'utf16le')])
        : undefined,
  },
  {
    name: 'UTF-16, big end first',
    same: true,
    apply: (bytes) =>
      isText(bytes)
        ? Buffer.concat([
            Buffer.from([0xfe, 0xff]),
            Buffer.from(withoutXmlEncoding(bytes), 'utf16le').swap16(),
          ])
        : undefined,
  },
];

/** An XML declaration would name an encoding that is no longer so. */
function withoutXmlEncoding(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^(<\?xml[^>]*?)\sencoding=["'][^"']*["']/, '$1');
}

/** What a broken tool, a careless hand or an attacker makes of a document: read or refused, nothing else. */
export const ATTACKS: readonly Change[] = [
  { name: 'nothing', apply: () => Buffer.alloc(0) },
  { name: 'blanks', apply: () => Buffer.from(' \n\t ') },
  { name: 'CRLF', apply: text((content) => content.replace(/\r?\n/g, '\r\n')) },
  { name: 'Latin-1', apply: (bytes) => Buffer.from(`${bytes.toString('utf8')}é`, 'latin1') },
  { name: 'NUL in the middle', apply: (bytes) => inserted(bytes, [0]) },
  { name: 'overlong UTF-8', apply: (bytes) => inserted(bytes, [0xc0, 0xaf]) },
  { name: 'half a surrogate pair', apply: (bytes) => inserted(bytes, [0xed, 0xa0, 0x80]) },
  { name: 'half an escaped pair', apply: text((content) => content.replace(/:\s*"/, ': "\\ud800')) },
  {
    name: 'UTF-32',
    apply: (bytes) => Buffer.from([...bytes.subarray(0, 2_000)].flatMap((byte) => [byte, 0, 0, 0])),
  },
  { name: 'something behind it', apply: (bytes) => Buffer.concat([bytes, Buffer.from('\n}]garbage<x')]) },
  { name: 'twice in one file', apply: (bytes) => Buffer.concat([bytes, bytes]) },
  { name: 'gzip of gzip', apply: (bytes) => gzipSync(gzipSync(bytes)) },
  { name: 'gzip cut off', apply: (bytes) => gzipSync(bytes).subarray(0, -6) },
  { name: 'a prototype member', apply: withMember('"__proto__":{"polluted":true}') },
  { name: 'a constructor member', apply: withMember('"constructor":{"prototype":{"polluted":true}}') },
  { name: 'a member twice', apply: withMember('"twice":1,"twice":2') },
  { name: 'a huge number', apply: withMember('"huge":1e400') },
  { name: 'a number of 10,000 digits', apply: withMember(`"long":${'9'.repeat(10_000)}`) },
  { name: 'a name of 1 MB', apply: withMember(`"${'n'.repeat(1_000_000)}":1`) },
  { name: 'a depth of 100,000', apply: withMember(`"deep":${deep('[', ']', 100_000)}`) },
  { name: '100,000 empty objects', apply: withMember(`"many":[${'{},'.repeat(99_999)}{}]`) },
  ...numbers('1e400', '-0', '9007199254740993', 'NaN', '-1', 'null', 'true', '[]', '{}', '"text"'),
  {
    name: 'text in place of each number',
    apply: text((content) => content.replace(/\b\d+\b/g, '"=cmd()"')),
  },
  {
    name: 'a formula in each text',
    apply: text((content) =>
      content.replace(/"([A-Za-z ]{3,})"/g, (whole, word: string) =>
        /^[A-Z]/.test(word) ? `"=HYPERLINK(${word})"` : whole,
      ),
    ),
  },
  {
    name: 'every value nothing',
    apply: text((content) =>
      isJson(content) ? content.replace(/:\s*("(?:[^"\\]|\\.)*"|\d+)/g, ': null') : undefined,
    ),
  },
  {
    name: 'every list an object',
    apply: text((content) =>
      isJson(content) ? content.replaceAll('[', '{"0":').replaceAll(']', '}') : undefined,
    ),
  },
  {
    name: 'a depth of elements',
    apply: text((content) => (isXml(content) ? deep('<a>', '</a>', 50_000) : undefined)),
  },
  {
    name: 'a billion laughs',
    apply: text((content) =>
      isXml(content)
        ? `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${content.replace(/^<\?xml.*?\?>/s, '')}`
        : undefined,
    ),
  },
  {
    name: 'an external entity',
    apply: text((content) =>
      isXml(content)
        ? `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${content.replace(/^<\?xml.*?\?>/s, '')}`
        : undefined,
    ),
  },
  {
    name: 'an entity that nobody declared',
    apply: text((content) => (isXml(content) ? content.replace('>', '>&laugh;') : undefined)),
  },
  {
    name: 'YAML aliases that multiply',
    apply: text((content) =>
      isJson(content) || isXml(content)
        ? undefined
        : `${content}\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n`,
    ),
  },
  {
    name: 'a quote that never ends',
    apply: text((content) =>
      isJson(content) || isXml(content) ? undefined : `${content}\n"${'x,'.repeat(200_000)}`,
    ),
  },
];

function numbers(...values: readonly string[]): Change[] {
  return values.map((value) => ({
    name: `${value} in place of each number`,
    apply: text((content) =>
      isJson(content) ? content.replace(/(:\s*)-?\d+(\.\d+)?/g, `$1${value}`) : undefined,
    ),
  }));
}

function inserted(bytes: Buffer, extra: readonly number[]): Buffer {
  const middle = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, middle), Buffer.from(extra), bytes.subarray(middle)]);
}
