import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ADAPTERS = join(import.meta.dirname, '..', 'src', 'adapters');

/** A file as a tool writes it. */
export interface Sample {
  name: string;
  text: string;
}

/** The adapters' own examples of files that are as they should be, by adapter and case. */
export function samples(): Sample[] {
  const found: Sample[] = [];
  for (const adapter of readdirSync(ADAPTERS, { withFileTypes: true })) {
    const folder = join(ADAPTERS, adapter.name, 'fixtures');
    if (!adapter.isDirectory() || adapter.name === 'shared' || adapter.name === 'testing') continue;
    for (const each of readdirSync(folder).filter((name) => name.startsWith('ok.'))) {
      const input = readdirSync(join(folder, each)).find((name) => name.startsWith('input.'));
      if (input === undefined) continue;
      const text = readFileSync(join(folder, each, input), 'utf8');
      found.push({ name: `${adapter.name}-${each.slice(3)}-${input}`, text });
    }
  }
  return found;
}

/** One of each of these adapters. */
export function samplesOf(...adapters: readonly string[]): Sample[] {
  const all = samples();
  return adapters.map((adapter) => {
    const found = all.find(({ name }) => name.startsWith(`${adapter}-`));
    if (!found) throw new Error(`There is no sample of ${adapter}.`);
    return found;
  });
}
