import { Refusal } from '../records/refusal.ts';
import type { Document } from './document.ts';
import { readText } from './text.ts';

/**
 * The whole JSON value of a document (an array of all values for NDJSON).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function readJson(document: Document): Promise<unknown> {
  const text = await readText(document);
  try {
    if (document.head.shape !== 'ndjson') return JSON.parse(text);
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
  } catch {
    throw new Refusal('malformed', 'The file is not valid JSON.', { file: document.path });
  }
}
