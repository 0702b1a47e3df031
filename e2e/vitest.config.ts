import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One server and one browser at a time: the files share two processor cores.
    fileParallelism: false,
    maxConcurrency: 2,
  },
});
