import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MapText } from '../intake/parse/parse.ts';
import { Refusal } from '../records/refusal.ts';
import type { Context } from './context.ts';

/** Maps are written by hand: none is larger. */
const LARGEST = 1024 * 1024;

/**
 * A map document from a file.
 * @throws Refusal `not-found` where there is no such file, `too-large`
 */
export async function mapText(file: string, context: Context): Promise<MapText> {
  const path = resolve(context.cwd, file);
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) throw new Refusal('not-found', 'There is no such file.', { file }, 'Check the path.');
  if (info.size > LARGEST) throw new Refusal('too-large', 'A map has at most 1 MiB.', { file });
  return { name: file, text: await readFile(path, 'utf8') };
}

/** A map file that is there, or undefined where the option names a saved one. */
export async function mapFile(option: string, context: Context): Promise<MapText | undefined> {
  const info = await stat(resolve(context.cwd, option)).catch(() => undefined);
  return info?.isFile() ? mapText(option, context) : undefined;
}
