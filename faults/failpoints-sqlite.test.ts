import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { failpoints } from './failpoints.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-f3-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

failpoints('SQLite', async () => ({ folder: join(scratch, 'data') }));
