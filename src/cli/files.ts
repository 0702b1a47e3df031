import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Refusal } from '../records/refusal.ts';

/** A file to hand in: where it is, and the path to show. */
export interface Found {
  file: string;
  label: string;
}

/** Folders that hold no exports and can be huge. */
const NEVER = new Set(['.git', 'node_modules']);

/**
 * The files that paths name: a file itself, or all files below a folder, in order of name. Links are not
 * followed.
 * @throws Refusal `not-found`
 */
export async function filesBelow(cwd: string, paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths) {
    const file = resolve(cwd, path);
    const info = await stat(file).catch(() => undefined);
    if (!info)
      throw new Refusal('not-found', 'There is no such file or folder.', { file: path }, 'Check the path.');
    if (info.isDirectory()) await walk(file, path === '.' ? '' : path.replace(/(?<!\/)\/+$/, ''), found);
    else found.push({ file, label: path });
  }
  return found;
}

async function walk(folder: string, label: string, found: Found[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = label ? `${label}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (!NEVER.has(entry.name)) await walk(join(folder, entry.name), path, found);
    } else if (entry.isFile()) found.push({ file: join(folder, entry.name), label: path });
  }
}
