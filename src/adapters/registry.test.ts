import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ADAPTERS } from './registry.ts';
import { ADAPTERS_FOLDER, adapterFolders } from './testing/folders.ts';
import { tableOf } from './testing/page.ts';

const MARK = '<!-- adapters -->';
/** Files with the table of adapters between two marks, and where they see the folders. */
const PAGES = [
  [`${ADAPTERS_FOLDER}README.md`, ''],
  [`${ADAPTERS_FOLDER}../../docs/adapters.md`, '../src/adapters/'],
] as const;

/** The registry as the folders make it. */
function generated(): string {
  const folders = adapterFolders();
  const name = (folder: string) => folder.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  // In the order of their paths, as the linter wants imports.
  const imports = [
    ['adapter.ts', "import type { Adapter } from './adapter.ts';"] as const,
    ...folders.map((folder) => {
      return [`${folder}/`, `import { adapter as ${name(folder)} } from './${folder}/index.ts';`] as const;
    }),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  return `// biome-ignore-all assist/source/organizeImports: written from the folders, in their order
${imports.map(([, line]) => line).join('\n')}

/** Every adapter, by id. Written from the folders: UPDATE=1 npx vitest run src/adapters/registry.test.ts */
export const ADAPTERS: readonly Adapter[] = [
${folders.map((folder) => `  ${name(folder)},`).join('\n')}
];
`;
}

test('the registry is the folders', () => {
  const file = `${ADAPTERS_FOLDER}registry.ts`;
  if (process.env['UPDATE']) writeFileSync(file, generated());
  expect(readFileSync(file, 'utf8')).toBe(generated());
});

test('an adapter’s id is its folder', () => {
  if (process.env['UPDATE']) return;
  expect(ADAPTERS.map((adapter) => adapter.id)).toEqual(adapterFolders());
});

test('the pages of adapters list each of them', () => {
  if (process.env['UPDATE']) return;
  for (const [file, base] of PAGES) {
    const page = readFileSync(file, 'utf8');
    const [before = '', , after = ''] = page.split(MARK);
    const written = [before, `\n\n${tableOf(ADAPTERS, base)}\n\n`, after].join(MARK);
    if (process.env['UPDATE_PAGES']) writeFileSync(file, written);
    expect(readFileSync(file, 'utf8'), 'UPDATE_PAGES=1 npx vitest run src/adapters/registry.test.ts').toBe(
      written,
    );
  }
});
