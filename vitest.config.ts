import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/src/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'threads',
    globalSetup: ['src/store/testing/postgres-setup.ts'],
  },
});
