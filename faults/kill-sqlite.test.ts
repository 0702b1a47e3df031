import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { kills } from './kills.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-f1-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

kills('F1', 'SQLite', { imports: 50, commands: 6 }, async () => ({ folder: join(scratch, 'data') }));
