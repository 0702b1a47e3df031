import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { streamJson } from './json-stream.ts';

/**
 * The whole JSON value of a document; for NDJSON an array of its values. The rules are those of streamJson.
 * @throws Refusal `malformed`, `truncated`, `too-large` (over `wholeBytes` or `tokens`)
 */
export async function readJson(document: Document): Promise<unknown> {
  if (document.head.shape !== 'ndjson') {
    let whole: unknown;
    // To the end: what stands behind the value decides whether the document is whole.
    for await (const { value } of streamJson(document, [''])) whole = value;
    return whole;
  }
  const values: unknown[] = [];
  for await (const { value, byte } of streamJson(document, ['/*'])) {
    if (byte > document.limits.wholeBytes || values.length >= document.limits.tokens) {
      throw new Refusal(
        'too-large',
        'There are more values than may be held at once.',
        { file: document.path, byte },
        'Split the export, or raise the limits wholeBytes and tokens.',
      );
    }
    values.push(value);
  }
  return values;
}
