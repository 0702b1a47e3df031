import { inject } from 'vitest';
import { newDatabase } from './databases.ts';
import { kills } from './kills.ts';

kills('F2', 'PostgreSQL', { imports: 40, commands: 5 }, async () => ({
  url: await newDatabase(inject('postgres')),
}));
