import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['faults/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Two at a time: each also runs processes of its own.
    maxWorkers: 2,
    // The numbers of each run stand in the log as they are.
    disableConsoleIntercept: true,
    globalSetup: ['src/store/testing/postgres-setup.ts'],
  },
});
