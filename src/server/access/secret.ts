import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Random bytes in a secret: beyond guessing. */
const BYTES = 24;
const TOKEN = /^assay_([a-z2-7]{16})_([A-Za-z0-9_-]{32})([0-9a-f]{8})$/;

/** A secret for a cookie or a link, base64url. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** What is kept of a secret: SHA-256 in hex. The secrets are random, so that nothing slower is needed. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** An id for a row, 80 random bits in base32. */
export function newId(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  return [...randomBytes(16)].map((byte) => letters[byte & 31]).join('');
}

/**
 * A machine's token: `assay_ID_SECRETCHECKSUM`. The prefix and the checksum (CRC-32 of what stands before it,
 * hex) let scanners find leaked ones without asking anybody.
 */
export function newToken(): { id: string; token: string } {
  const id = newId();
  const body = `assay_${id}_${newSecret()}`;
  return { id, token: body + checksum(body) };
}

/** The id in a token's text; undefined where its form or its checksum is wrong. */
export function tokenId(token: string): string | undefined {
  const [, id, , sum] = TOKEN.exec(token) ?? [];
  if (id === undefined || sum === undefined) return undefined;
  return checksum(token.slice(0, -8)) === sum ? id : undefined;
}

/** Compares hashes without telling by the time it takes where they differ. */
export function sameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
