// Every promise of RELIABILITY.md and SECURITY.md names a test that exists. Proves that it can fail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './linked.mjs';
import { root } from './prepare.mjs';

const DOCUMENTS = ['RELIABILITY.md', 'SECURITY.md'];
const IS_TEST = /\.test\.ts$|^src\/store\/testing\/|^faults\/|^scripts\//;

/** What is wrong with the rows of the tables of a text. */
function wrongIn(text, document) {
  const wrong = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('| ') || line.startsWith('| ---') || line.startsWith('| promise')) continue;
    const [, promise = '', tests = ''] =
      line.split(' | ').length > 1 ? ['', ...line.slice(2).split(' | ')] : [];
    const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, path]) => path);
    if (named.length === 0) wrong.push(`${document}: "${promise}" names no test`);
    for (const path of named) {
      if (path.startsWith('npm ') || path.endsWith('/')) continue;
      const files = filesOf(path);
      if (files.length === 0) wrong.push(`${document}: ${path} does not exist`);
      else if (!files.every((file) => IS_TEST.test(file))) wrong.push(`${document}: ${path} is no test`);
    }
  }
  return wrong;
}

const PLANTED = ['| Planted | |', '| Planted | `src/planted.test.ts` |', '| Planted | `src/cli.ts` |'];
const missed = PLANTED.filter((row) => wrongIn(row, 'planted').length === 0);
for (const row of missed) console.error(`planted and not found: ${row}`);
const wrong = DOCUMENTS.flatMap((name) => wrongIn(readFileSync(join(root, name), 'utf8'), name));
for (const each of wrong) console.error(each);
if (wrong.length > 0 || missed.length > 0) process.exit(1);
console.log(`${DOCUMENTS.length} documents, ${PLANTED.length} planted rows found, none else`);
