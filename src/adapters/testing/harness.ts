import { readFileSync } from 'node:fs';
import { memoryDocument } from '../../formats/open.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Adapter } from '../adapter.ts';
import { detect } from '../detect.ts';
import { ADAPTERS } from '../registry.ts';
import type { Fixture } from './folders.ts';

/** What became of a document: its readings, or its refusal, or nobody knew it. */
export type Outcome =
  | { adapter: string; readings: Reading[] }
  | { adapter: string | undefined; refusal: { code: string; why: string; place: unknown } };

/** Hands bytes to whichever adapter wins, as intake does. */
export async function read(path: string, bytes: Uint8Array | string, only?: Adapter): Promise<Outcome> {
  let adapter = only?.id;
  try {
    const document = await memoryDocument(path, bytes);
    const found = only ?? detect(document.head, ADAPTERS)?.adapter;
    if (!found) return { adapter: undefined, refusal: { code: 'unrecognised', why: '', place: {} } };
    adapter = found.id;
    const readings: Reading[] = [];
    for await (const reading of found.read(document)) readings.push(reading);
    return { adapter, readings };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { file: _, ...place } = error.place;
    return { adapter, refusal: { code: error.code, why: error.message, place } };
  }
}

/** The input of a fixture. A path below `input/` in its name is kept by `__` for `/`, e.g. `.github__workflows__ci.yml`. */
export function inputOf(fixture: Fixture): { path: string; bytes: Buffer } {
  const bytes = readFileSync(`${fixture.folder}/${fixture.input}`);
  return { path: fixture.input.replaceAll('__', '/'), bytes };
}

/** Instants as text, so that people can read what is expected. */
export function legible(outcome: Outcome): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (name, value: unknown) =>
      INSTANTS.has(name) && typeof value === 'number' ? new Date(value).toISOString() : value,
    ),
  );
}

const INSTANTS = new Set(['at', 'from', 'until', 'created', 'lastUsed', 'credentialChanged', 'updated']);

/** Records in a reading list by kind, and failing results. */
export function countsOf(readings: readonly Reading[]): Record<string, number> {
  const counts: Record<string, number> = { findings: 0 };
  for (const reading of readings) {
    counts[reading.kind] = (counts[reading.kind] ?? 0) + 1;
    if (reading.kind === 'result' && reading.status === 'fail')
      counts['findings'] = (counts['findings'] ?? 0) + 1;
  }
  return counts;
}
