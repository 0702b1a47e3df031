import { SaxesParser } from 'saxes';
import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { oneByOne } from './one-by-one.ts';
import { textPieces } from './pieces.ts';
import { xmlNames } from './xml-names.ts';

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
/** No format has more different places; in others, paths are put together anew. */
const MAX_PLACES = 10_000;

/** Where an element can be, and where the elements inside it can. */
interface Place {
  path: string;
  inside: Map<string, Place>;
}

/** An element that is not closed yet. */
interface Open {
  local: string;
  at: Place;
}

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
  const parser = new SaxesParser({ xmlns: false, position: true });
  const decode = textPieces();
  const open: Open[] = [];
  const root: Place = { path: '', inside: new Map() };
  let places = 0; // that are remembered
  let events: XmlEvent[] = [];
  let chunkByte = 0; // of the chunk, in the document
  let chunkPosition = 0; // of the chunk, as the parser counts
  let seen = 0; // characters when the parser last found something
  let opened = false;
  const place = () => ({ file, line: parser.line, field: open.at(-1)?.at.path ?? '' });
  const fail = (why: string): never => {
    throw new Refusal('malformed', `The XML is malformed: ${why}.`, place(), AGAIN);
  };
  const names = xmlNames(fail);

  /** The same path is the same string each time, so that adapters compare it at no cost. */
  function inside(around: Place, local: string): Place {
    const known = around.inside.get(local);
    if (known) return known;
    const made: Place = { path: `${around.path}/${local}`, inside: new Map() };
    if (places < MAX_PLACES) {
      places += 1;
      around.inside.set(local, made);
    }
    return made;
  }

  parser.on('error', (error) => fail(reason(error)));
  parser.on('attribute', ({ name }) => names.attribute(name));
  parser.on('opentag', ({ name, attributes }) => {
    opened = true;
    if (open.length >= MAX_DEPTH) {
      throw new Refusal('too-large', `The XML is nested more than ${MAX_DEPTH} deep.`, place());
    }
    const { local, namespace } = names.open(name, attributes);
    const at = inside(open.at(-1)?.at ?? root, local);
    open.push({ local, at });
    const { line, position } = parser;
    const byte = chunkByte + position - chunkPosition;
    events.push({ type: 'open', name, local, namespace, attributes, path: at.path, line, byte });
    seen = position;
  });
  const text = (piece: string) => {
    if (open.length > 0 && piece !== '') events.push({ type: 'text', text: piece });
    seen = parser.position;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => {
    const closed = open.pop();
    if (!closed) return;
    names.close();
    events.push({ type: 'close', name, local: closed.local, path: closed.at.path });
    seen = parser.position;
  });

  let prolog: string | undefined = ''; // what stands before the root, until the root is seen
  try {
    for await (const chunk of document.bytes()) {
      let piece = decode(chunk);
      if (prolog !== undefined) {
        prolog += piece;
        const start = rootIn(prolog, file);
        if (start === undefined && prolog.length <= limits.stringBytes) continue;
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
    if (!opened || open.length > 0) {
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
