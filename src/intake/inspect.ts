import type { Limits } from '../formats/document.ts';
import type { Instant } from '../records/instant.ts';
import type { Origin } from '../records/origin.ts';
import { Refusal } from '../records/refusal.ts';
import type { Handed } from './handed.ts';
import { recognise } from './recognise.ts';
import { tally } from './report.ts';
import type { DocumentReport } from './result.ts';

/**
 * Reads one document to its end and says what is in it; nothing is stored.
 * @param origin who hands it in, which decides the degree of automation that it can show
 * @throws Refusal with the file and place
 */
export async function inspect(
  handed: Handed,
  origin: Origin,
  options: { happened?: Instant | undefined; limits?: Partial<Limits> | undefined } = {},
): Promise<DocumentReport> {
  try {
    const { document, adapter } = await recognise(handed, options);
    const counts = tally(handed, adapter, origin, options.happened);
    for await (const reading of adapter.read(document)) counts.see(reading);
    return counts.report();
  } catch (error) {
    throw error instanceof Refusal ? error.at({ file: handed.path }) : error;
  }
}
