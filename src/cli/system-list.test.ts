import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assay } from './testing/run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-systems-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const run = (...words: string[]) => assay(words, { data: join(folder, 'data'), cwd: folder });

test('systems come from a table, go out as one, and the import is undone', async () => {
  writeFileSync(join(folder, 'systems.csv'), 'name,team,public\nPayments,Checkout,yes\nSearch,,maybe\n');
  const dry = await run('systems', 'import', 'systems.csv', '--dry-run');
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Payments') });
  expect(dry.err).toContain('Left out, line 3: "maybe" does not say whether it faces the public');
  expect(dry.err).toContain('1 to be made, 0 to be changed, 0 unchanged, 1 left out.');
  expect((await run('systems', 'export')).out).not.toContain('Payments');

  expect((await run('systems', 'import', 'systems.csv')).err).toContain('1 made, 0 changed');
  const { out } = await run('systems', 'export');
  expect(out).toContain('"Payments","Checkout","","","yes"');
  writeFileSync(join(folder, 'again.csv'), out);
  expect((await run('systems', 'import', 'again.csv')).err).toContain('0 made, 0 changed, 1 unchanged');

  expect((await run('systems', 'undo')).err).toContain('as it was before');
  expect((await run('systems', 'export')).out).not.toContain('Payments');
  expect((await run('systems', 'undo')).code).toBe(1);
});

test('a file that is not there, or no list, is refused', async () => {
  expect((await run('systems', 'import', 'none.csv')).err).toContain('The file cannot be read.');
  writeFileSync(join(folder, 'x.csv'), 'title,owner\na,b\nc,d\n');
  expect((await run('systems', 'import', 'x.csv')).err).toContain('The columns are: name, team');
});
