import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/src/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'threads',
    // Also where there are two processor cores only: much of it waits for databases and files.
    maxWorkers: 2,
    globalSetup: ['src/store/testing/postgres-setup.ts'],
  },
});
