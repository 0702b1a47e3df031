// Files and tests that documents name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** Files of the project that a path names; `*` stands for any part of a name, a folder for what is in it. */
export function filesOf(path) {
  if (!path.includes('*')) return existsSync(join(root, path)) ? [path] : [];
  const [folder, name = ''] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
  if (folder.includes('*') || !existsSync(join(root, folder))) return [];
  const parts = name.split('*');
  return readdirSync(join(root, folder))
    .filter((each) => each.startsWith(parts[0] ?? '') && each.endsWith(parts.at(-1) ?? ''))
    .map((each) => `${folder}/${each}`);
}

/** Whether a file of tests has one of this name, or a group of this name. */
export function hasTest(file, name) {
  return readFileSync(join(root, file), 'utf8').includes(name);
}
