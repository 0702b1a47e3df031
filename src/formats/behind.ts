import type { Document } from './document.ts';
import { textHead } from './head.ts';

/**
 * The document that stands behind the first characters of another, which have to lie in its head. Places are
 * counted from where it starts.
 * @param name of the file, where its own would say something else of what is left
 */
export function behind(document: Document, characters: number, name = document.name): Document {
  const { head } = document;
  const skip = new TextEncoder().encode(head.text.slice(0, characters)).length;
  return {
    ...document,
    head: textHead(document.path, name, head.text.slice(characters), head.whole),
    bytes: () => without(document.bytes(), skip),
  };
}

async function* without(bytes: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  let left = skip;
  for await (const chunk of bytes) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left > 0 ? chunk.subarray(left) : chunk;
      left = 0;
    }
  }
}
