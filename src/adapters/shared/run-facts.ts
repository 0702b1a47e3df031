import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asInstant, asString } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { oneLine } from './one-line.ts';

/** Where a report states facts of its run: JSON Pointers. They may stand behind what was found. */
export interface RunFacts {
  readonly version?: string;
  readonly at?: string;
}

/** The tool's version and when it ran, where the report says so. */
export async function runFacts(
  document: Document,
  { version, at }: RunFacts,
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
