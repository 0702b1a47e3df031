import { memoryDocument } from '../../formats/open.ts';
import { Refusal } from '../../records/refusal.ts';
import { readSystemsBackstage } from './backstage.ts';
import { readSystemsCsv } from './csv.ts';
import type { SystemList } from './listed.ts';

/**
 * Reads a list of systems: a table with a header, or a Backstage catalogue.
 * @param file its name, a label only
 * @throws Refusal `unrecognised`, and what the readers throw
 */
export async function readSystemList(file: string, bytes: Uint8Array | string): Promise<SystemList> {
  const document = await memoryDocument(file, bytes);
  const { shape, text } = document.head;
  if (shape === 'yaml' || shape === 'json' || shape === 'ndjson') return readSystemsBackstage(document);
  // A table of one column has no delimiter to be known by.
  if (shape === 'csv' || /^"?(name|system)"?\s*(\r|\n|$)/i.test(text)) return readSystemsCsv(document);
  throw new Refusal(
    'unrecognised',
    'This is neither a table of systems nor a Backstage catalogue.',
    { file },
    'Hand in CSV with a column "name", or a catalog-info.yaml.',
  );
}
