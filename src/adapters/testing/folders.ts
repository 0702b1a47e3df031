import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `src/adapters/`. */
export const ADAPTERS_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Folders that hold an adapter, by name. */
export function adapterFolders(): string[] {
  return readdirSync(ADAPTERS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${ADAPTERS_FOLDER}${entry.name}/index.ts`))
    .map((entry) => entry.name)
    .sort();
}

/** A fixture: a case of an adapter. */
export interface Fixture {
  adapter: string;
  /** `ok.a-usual-report`. */
  name: string;
  folder: string;
  /** Name of the input file. */
  input: string;
}

/** All fixtures of an adapter. */
export function fixturesOf(adapter: string): Fixture[] {
  const folder = `${ADAPTERS_FOLDER}${adapter}/fixtures`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => {
      const inside = readdirSync(`${folder}/${entry.name}`);
      const input = inside.find(
        (name) => name.startsWith('input.') || (name !== 'expected.json' && !name.startsWith('.')),
      );
      if (!input) throw new Error(`${adapter}/fixtures/${entry.name} holds no input`);
      return { adapter, name: entry.name, folder: `${folder}/${entry.name}`, input };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
