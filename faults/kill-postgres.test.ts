import { inject } from 'vitest';
import { newDatabase } from './databases.ts';
import { kills } from './kills.ts';

kills('F2', 'PostgreSQL', { imports: 25, commands: 3 }, async () => ({
  url: await newDatabase(inject('postgres')),
}));
