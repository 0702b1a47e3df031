import { SaxesParser } from 'saxes';
import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';

export type XmlEvent =
  | {
      type: 'open';
      /** As written, with its prefix. */
      name: string;
      /** Without its prefix. */
      local: string;
      /** Empty where it has none. */
      namespace: string;
      /** By name as written; without a prototype. */
      attributes: Readonly<Record<string, string>>;
      /** Local names from the root, e.g. `/testsuites/testsuite`. */
      path: string;
      line: number;
      /** About where, in bytes of the decoded text: the end of the chunk's part that is known to be read. */
      byte: number;
    }
  | { type: 'text'; text: string }
  | { type: 'close'; name: string; local: string; path: string };

const MAX_DEPTH = 256;

/**
 * Reads XML as events. Text comes with CDATA sections resolved, possibly in several pieces; comments and
 * processing instructions are left out.
 * @throws Refusal `doctype` (any DOCTYPE), `malformed`, `truncated`, `too-large` (depth over 256, text over
 *   `stringBytes`)
 */
export async function* streamXml(document: Document): AsyncGenerator<XmlEvent> {
  const file = document.path;
  const parser = new SaxesParser({ xmlns: true, position: true });
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const paths: string[] = [''];
  let events: XmlEvent[] = [];
  let byte = 0;

  parser.on('error', (error) => {
    throw new Refusal('malformed', `The XML is malformed: ${reason(error)}.`, {
      file,
      line: parser.line,
    });
  });
  parser.on('doctype', () => {
    throw doctypeRefusal(file, parser.line);
  });
  parser.on('opentag', (tag) => {
    if (paths.length > MAX_DEPTH) {
      throw new Refusal('too-large', `The XML is nested more than ${MAX_DEPTH} deep.`, {
        file,
        line: parser.line,
      });
    }
    const attributes: Record<string, string> = Object.create(null);
    for (const name in tag.attributes) attributes[name] = tag.attributes[name]?.value ?? '';
    const path = `${paths.at(-1)}/${tag.local}`;
    paths.push(path);
    const { name, local, uri: namespace } = tag;
    events.push({ type: 'open', name, local, namespace, attributes, path, line: parser.line, byte });
  });
  const text = (piece: string) => {
    if (paths.length > 1 && piece !== '') events.push({ type: 'text', text: piece });
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', (tag) => {
    const path = paths.pop() ?? '';
    events.push({ type: 'close', name: tag.name, local: tag.local, path });
  });

  for await (const chunk of document.bytes()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    byte += chunk.length;
    yield* events;
    events = [];
  }
  if (paths.length > 1) {
    throw new Refusal(
      'truncated',
      'The XML ends in the middle.',
      { file, byte, field: paths.at(-1) ?? '' },
      'Export it again.',
    );
  }
  parser.close();
  yield* events;
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
