import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The store as plain JavaScript, for processes of their own, where its packages are found. @returns the folder */
export function compiledStore(): string {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.assay-store-'));
  const config = {
    extends: join(ROOT, 'tsconfig.build.json'),
    compilerOptions: {
      outDir: folder,
      rootDir: join(ROOT, 'src'),
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: [],
    files: [join(ROOT, 'src/store/open.ts')],
  };
  const file = join(folder, 'tsconfig.json');
  writeFileSync(file, JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const compiler = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', file], { stdio: 'pipe' });
  return folder;
}
