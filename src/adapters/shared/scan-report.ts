import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asInstant, asString, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from './listing.ts';
import { oneLine } from './one-line.ts';

/** A JSON report of a scan: what says of the run who made it, and when. */
export interface ScanReport {
  /** Of the tool. */
  readonly name: string;
  /** JSON Pointers of its version and of when it ran; they may stand behind what was found. */
  readonly version?: string;
  readonly at?: string;
  /** One page of an answer: what it does not name may stand on another. */
  readonly paged?: boolean;
  /** What a row should be, in words. */
  readonly expects: string;
}

/**
 * The envelope of a report, and what its rows say; a row that says nothing is a problem.
 * @param rows JSON Pointers of the rows with `*`
 * @param readings what a row says; undefined where it is none
 * @returns how many of its results fail
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* scanReport(
  document: Document,
  report: ScanReport,
  rows: readonly string[],
  readings: (row: Members) => readonly Reading[] | undefined,
): AsyncGenerator<Reading, number> {
  const { version, at } = await factsOf(document, report);
  yield {
    kind: 'envelope',
    tool: { name: report.name, ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(!report.paged && { complete: true }),
  };
  let failing = 0;
  for await (const { pointer, item } of listed(document, rows)) {
    const found = item && readings(item);
    if (!found) {
      yield { kind: 'problem', where: pointer, why: `Expected ${report.expects}.` };
      continue;
    }
    for (const reading of found) {
      if (reading.kind === 'result' && reading.status === 'fail') failing += 1;
      yield reading;
    }
  }
  return failing;
}

async function factsOf(
  document: Document,
  { version, at }: ScanReport,
): Promise<{ version?: string; at?: Instant }> {
  const facts: { version?: string; at?: Instant } = {};
  const wanted = [version, at].filter((pattern) => pattern !== undefined);
  if (wanted.length === 0) return facts;
  for await (const { pattern, value } of streamJson(document, wanted)) {
    const instant = asInstant(value);
    const text = asString(value);
    if (pattern === at && instant !== undefined) facts.at = instant;
    if (pattern === version && text) facts.version = oneLine(text, 40);
  }
  return facts;
}
