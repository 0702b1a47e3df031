import type { Origin } from '../records/origin.ts';
import { Refusal } from '../records/refusal.ts';
import type { Handed } from './handed.ts';
import { type Parse, type ParseOptions, parseHere } from './parse/parse.ts';
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
  options: ParseOptions = {},
  parse: Parse = parseHere,
): Promise<DocumentReport> {
  try {
    const parsed = await parse(handed, options);
    try {
      const counts = tally(handed, parsed.adapter, origin, options.happened);
      for await (const { readings } of parsed.batches) for (const reading of readings) counts.see(reading);
      return counts.report();
    } finally {
      await parsed.leave();
    }
  } catch (error) {
    throw error instanceof Refusal ? error.at({ file: handed.path }) : error;
  }
}
