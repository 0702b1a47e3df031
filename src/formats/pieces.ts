import { asBuffer, unfinishedTail } from './decode.ts';

/**
 * Turns chunks of UTF-8 into text; a character that a chunk ends inside comes with the next. Far faster than
 * TextDecoder, for chunks that were checked.
 */
export function textPieces(): (chunk: Uint8Array) => string {
  let left: Uint8Array = new Uint8Array(0);
  return (chunk) => {
    const bytes = left.length > 0 ? Buffer.concat([left, chunk]) : asBuffer(chunk);
    const end = bytes.length - unfinishedTail(bytes);
    left = bytes.subarray(end);
    return bytes.toString('utf8', 0, end);
  };
}
