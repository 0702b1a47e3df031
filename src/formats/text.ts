import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { oneByOne } from './one-by-one.ts';
import { textPieces } from './pieces.ts';

/**
 * The whole text.
 * @throws Refusal `too-large` over `wholeBytes`, and what bytes() throws
 */
export async function readText(document: Document): Promise<string> {
  return (await readBytes(document)).toString('utf8');
}

/**
 * All decoded bytes, for formats that have to be held whole.
 * @throws Refusal `too-large` over `wholeBytes`, and what bytes() throws
 */
export async function readBytes(document: Document): Promise<Buffer> {
  const { wholeBytes } = document.limits;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of document.bytes()) {
    parts.push(chunk);
    length += chunk.length;
    if (length > wholeBytes) {
      throw new Refusal(
        'too-large',
        `This kind of file has to be held whole, and it has more than ${wholeBytes} bytes.`,
        { file: document.path },
        'Split the export, or raise the limit wholeBytes.',
      );
    }
  }
  return Buffer.concat(parts);
}

/**
 * Lines, without their ends (LF or CRLF). A last line without an end counts; nothing after the last end does not.
 * @throws Refusal `too-large` for a line over `stringBytes`, and what bytes() throws
 */
export function streamLines(document: Document): AsyncIterableIterator<Line> {
  return oneByOne(lineBatches(document));
}

export interface Line {
  line: number;
  text: string;
}

async function* lineBatches(document: Document): AsyncGenerator<readonly Line[]> {
  const decode = textPieces();
  let left = '';
  let line = 0;
  for await (const chunk of document.bytes()) {
    const lines: Line[] = [];
    const text = left + decode(chunk);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      line += 1;
      lines.push({ line, text: text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end) });
      start = end + 1;
    }
    yield lines;
    left = text.slice(start);
    if (left.length > document.limits.stringBytes) {
      throw new Refusal(
        'too-large',
        `A line has more than ${document.limits.stringBytes} bytes.`,
        { file: document.path, line: line + 1 },
        'Raise the limit stringBytes if the file is sound.',
      );
    }
  }
  if (left !== '') {
    yield [{ line: line + 1, text: left.endsWith('\r') ? left.slice(0, -1) : left }];
  }
}
