import { inject } from 'vitest';
import { newDatabase } from './databases.ts';
import { failpoints } from './failpoints.ts';

failpoints('PostgreSQL', async () => ({ url: await newDatabase(inject('postgres')) }));
