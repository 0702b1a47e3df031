/** Strict standard Base 64 (RFC 4648, 4): padded, no other characters, no bits left over; else undefined. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Node skips what it does not understand, so only what comes out the same was Base 64.
  return bytes.toString('base64') === text ? bytes : undefined;
}
