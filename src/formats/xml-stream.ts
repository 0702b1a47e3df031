import { SaxesParser } from 'saxes';
import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { oneByOne } from './one-by-one.ts';

export type XmlEvent =
  | {
      type: 'open';
      /** As written, with its prefix. */
      name: string;
      /** Without its prefix. */
      local: string;
      /** Its address; empty where it has none. */
      namespace: string;
      /** By name as written; without a prototype. */
      attributes: Readonly<Record<string, string>>;
      /** Local names from the root, e.g. `/testsuites/testsuite`. */
      path: string;
      /** Of the end of the start tag. */
      line: number;
      /** Of the end of the start tag, in the decoded text; near it where the text is not ASCII. */
      byte: number;
    }
  | { type: 'text'; text: string }
  | { type: 'close'; name: string; local: string; path: string };

const MAX_DEPTH = 256;

/**
 * Reads XML as events. Text comes with references and CDATA sections resolved, possibly in several pieces, and
 * with the white space between elements; comments and processing instructions are left out. No entity is
 * known but the five of XML itself.
 * @throws Refusal `doctype` (any DOCTYPE, before it is parsed), `malformed`, `truncated`, `too-large` (nested
 *   over 256, a text or tag over `stringBytes`)
 */
export function streamXml(document: Document): AsyncIterableIterator<XmlEvent> {
  return oneByOne(xmlBatches(document));
}

async function* xmlBatches(document: Document): AsyncGenerator<readonly XmlEvent[]> {
  const { path: file, limits } = document;
  const parser = new SaxesParser({ xmlns: true, position: true });
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const paths: string[] = [''];
  let events: XmlEvent[] = [];
  let opened = false;
  let chunkByte = 0; // of the chunk, in the document
  let chunkPosition = 0; // of the chunk, as the parser counts
  let seen = 0; // characters when the parser last found something
  const place = () => ({ file, line: parser.line, field: paths.at(-1) ?? '' });

  parser.on('error', (error) => {
    throw new Refusal('malformed', `The XML is malformed: ${reason(error)}.`, place(), AGAIN);
  });
  parser.on('opentag', (tag) => {
    opened = true;
    if (paths.length > MAX_DEPTH) {
      throw new Refusal('too-large', `The XML is nested more than ${MAX_DEPTH} deep.`, place());
    }
    const attributes: Record<string, string> = Object.create(null);
    for (const name in tag.attributes) attributes[name] = tag.attributes[name]?.value ?? '';
    const path = `${paths.at(-1)}/${tag.local}`;
    paths.push(path);
    const { name, local, uri: namespace } = tag;
    const byte = chunkByte + parser.position - chunkPosition;
    events.push({ type: 'open', name, local, namespace, attributes, path, line: parser.line, byte });
    seen = parser.position;
  });
  const text = (piece: string) => {
    if (paths.length > 1 && piece !== '') events.push({ type: 'text', text: piece });
    seen = parser.position;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', (tag) => {
    const path = paths.pop() ?? '';
    events.push({ type: 'close', name: tag.name, local: tag.local, path });
    seen = parser.position;
  });

  let prolog: string | undefined = ''; // what stands before the root, until the root is seen
  try {
    for await (const chunk of document.bytes()) {
      let piece = decoder.decode(chunk, { stream: true });
      if (prolog !== undefined) {
        prolog += piece;
        const root = rootIn(prolog, file);
        if (root === undefined && prolog.length <= limits.stringBytes) continue;
        piece = prolog;
        prolog = undefined;
      }
      chunkPosition = parser.position;
      parser.write(piece);
      chunkByte += Buffer.byteLength(piece);
      if (parser.position - seen > limits.stringBytes) {
        const why = `A text or tag has more than ${limits.stringBytes} characters.`;
        throw new Refusal('too-large', why, place(), 'Raise the limit stringBytes if the file is sound.');
      }
      yield events;
      events = [];
    }
    if (prolog) parser.write(prolog);
    if (!opened || paths.length > 1) {
      const where = { ...place(), byte: chunkByte + Buffer.byteLength(prolog ?? '') };
      throw new Refusal('truncated', 'The XML ends in the middle.', where, 'Export it again.');
    }
    parser.close();
  } catch (error) {
    yield events;
    throw error;
  }
  yield events;
}

const AGAIN = 'Hand in the report as the tool wrote it.';

/**
 * Where the root starts, behind comments and instructions; undefined where the text ends before it.
 * @throws Refusal `doctype`
 */
function rootIn(text: string, file: string): number | undefined {
  for (let at = 0; ; ) {
    while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1;
    const rest = text.slice(at, at + 4);
    if (/^<!d/i.test(rest)) throw doctypeRefusal(file, text.slice(0, at).split('\n').length);
    const end = rest.startsWith('<?') ? '?>' : rest === '<!--' ? '-->' : undefined;
    if (end === undefined) return '<!--'.startsWith(rest) ? undefined : at;
    const close = text.indexOf(end, at + 2);
    if (close < 0) return undefined;
    at = close + end.length;
  }
}

function doctypeRefusal(file: string, line: number): Refusal {
  return new Refusal(
    'doctype',
    'The XML has a DOCTYPE, which can make a reader fetch files or grow without end.',
    { file, line },
    'Export it without a DOCTYPE, or delete that declaration.',
  );
}

/** The parser's words without its own position. */
function reason(error: Error): string {
  return error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
}
