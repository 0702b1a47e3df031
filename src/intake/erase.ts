import { Refusal } from '../records/refusal.ts';
import type { Writer } from '../store/store.ts';

/**
 * Forgets what a document said: the leaf's content, its statements, and everything that was read from it. Its leaf's
 * hash and its name stay, so that every proof of the log does, and the same bytes never count again.
 * @param sha256 of the bytes: all readings of them go; or one reading's own name
 * @returns what they are known by
 * @throws Refusal not-found
 */
export async function eraseDocument(writer: Writer, sha256: string): Promise<string[]> {
  const readings = await writer.readingsOf(sha256);
  const documents = readings.length > 0 ? readings : (await writer.document(sha256)) ? [sha256] : [];
  if (documents.length === 0) {
    throw new Refusal(
      'not-found',
      'There is no such document.',
      {},
      'Give its whole SHA-256, as the page Evidence or sha256sum shows it.',
    );
  }
  for (const document of documents) {
    await writer.eraseLeaf(document);
    await writer.eraseContent(document);
  }
  return documents;
}
