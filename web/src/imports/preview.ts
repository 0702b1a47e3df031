import type { MapSuggestionAnswer, PreviewAnswer, ProblemAnswer } from '../../../src/server/api.ts';
import { toProblem } from '../api/problem.ts';
import { address, request } from '../api/request.ts';

/** What the server takes to tell what the columns mean, and for a preview. */
const BEGINNING = 1024 * 1024;
const LARGEST = 4 * 1024 * 1024;

const ARCHIVE = /\.(zip|tar|tgz|gz|bz2|xz|zst|7z)$/i;
const TABLE = /\.(csv|tsv|txt|json|jsonl|ndjson)$/i;

/** Whether a file is small enough to be looked at before anybody asks for it. */
export function previewable(file: File): boolean {
  return file.size <= BEGINNING && !ARCHIVE.test(file.name);
}

/** Whether a file can be a table whose columns people can map. */
export function isTable(name: string): boolean {
  return TABLE.test(name);
}

/** Whether a preview is made from the first part of a file only. */
export function isPart(file: File): boolean {
  return file.size > LARGEST;
}

/** The first rows of a table, and the map that they suggest. @throws ProblemError */
export function suggestMap(name: string, file: File, signal: AbortSignal): Promise<MapSuggestionAnswer> {
  return post(address('/maps/suggest', { name }), file.slice(0, BEGINNING), signal);
}

/**
 * What would be read from a file, by its content or a map: a saved one by its id, one that is being made as a
 * document, which goes before the file on a line of its own.
 * @throws ProblemError
 */
export async function preview(
  name: string,
  file: File,
  { map, document, signal }: { map?: string | undefined; document?: unknown; signal: AbortSignal },
): Promise<PreviewAnswer> {
  const part = await beginning(file);
  const body = document === undefined ? part : new Blob([`${JSON.stringify(document)}\n`, part]);
  return post(address('/imports/preview', { name, map }), body, signal);
}

/** What would be read from a file as it is, or why it would be refused: for a file that answer is one too. */
export async function detect(
  name: string,
  file: File,
  signal: AbortSignal,
): Promise<{ report?: PreviewAnswer; problem?: ProblemAnswer }> {
  try {
    return { report: await preview(name, file, { signal }) };
  } catch (error) {
    return { problem: toProblem(error) };
  }
}

/** A file, or of a large one what there is up to the end of a row. */
async function beginning(file: File): Promise<Blob> {
  if (!isPart(file)) return file;
  const bytes = new Uint8Array(await file.slice(0, LARGEST).arrayBuffer());
  const end = bytes.lastIndexOf(0x0a);
  return new Blob([bytes.subarray(0, end < 0 ? bytes.length : end + 1)]);
}

function post<Answer>(url: string, body: Blob, signal: AbortSignal): Promise<Answer> {
  return request<Answer>(url, {
    method: 'POST',
    body,
    signal,
    headers: { 'content-type': 'application/octet-stream' },
  });
}
