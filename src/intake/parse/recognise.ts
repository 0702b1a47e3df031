import type { Adapter } from '../../adapters/adapter.ts';
import { mappedAdapter } from '../../adapters/csvmap/index.ts';
import { parseMap } from '../../adapters/csvmap/map.ts';
import { detect } from '../../adapters/detect.ts';
import { ADAPTERS } from '../../adapters/registry.ts';
import { strangerOf } from '../../adapters/strangers.ts';
import type { Document } from '../../formats/document.ts';
import { openDocument } from '../../formats/open.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Handed } from '../handed.ts';
import type { ParseOptions } from './parse.ts';

/**
 * Opens a document and finds the adapter that knows it, or reads it with the map that is given.
 * @throws Refusal `unrecognised` where none does, or any refusal of the formats, with the file's name
 */
export async function recognise(
  handed: Handed,
  options: ParseOptions,
): Promise<{ document: Document; adapter: Adapter }> {
  const document = await openDocument({
    path: handed.path,
    chunks: handed.chunks,
    ...(options.happened !== undefined && { happened: options.happened }),
    ...(options.limits !== undefined && { limits: options.limits }),
  });
  if (options.map) {
    const mapping = await parseMap(options.map.name, options.map.text);
    return { document, adapter: mappedAdapter(mapping) };
  }
  const found = detect(document.head, ADAPTERS);
  if (found) return { document, adapter: found.adapter };
  if (document.head.shape === 'binary') {
    throw new Refusal(
      'unrecognised',
      'This is an archive or another binary file.',
      { file: handed.path },
      'Hand in the files that are in it.',
    );
  }
  const stranger = strangerOf(document.head);
  throw new Refusal(
    'unrecognised',
    stranger ? `This is ${stranger.what}, which no adapter reads.` : 'No adapter knows this format.',
    { file: handed.path },
    stranger?.instead ??
      'See `assay formats` for what is read and how each tool writes it. Anything that has rows comes in by a map of its columns (`assay maps --help`), and what was done by hand as an attestation.',
  );
}
