import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: `${import.meta.dirname}/../..`,
  test: {
    include: ['scripts/conformance/store.conformance.ts'],
    // Another machine may be far away, and tables spread over several are slower to make.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
