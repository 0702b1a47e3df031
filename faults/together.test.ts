import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { newDatabase } from './databases.ts';
import { together } from './together.ts';

const scratch = mkdtempSync(join(tmpdir(), 'assay-f6-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;

together('SQLite', async () => ({ folder: join(scratch, String(++count)) }));
together('PostgreSQL', async () => ({ url: await newDatabase(inject('postgres')) }));
