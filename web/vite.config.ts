import { defineConfig } from 'vite';

/**
 * Builds the dashboard to `dist/web`. Nothing is inlined into the HTML, so that the strict content security
 * policy of the server holds: every script, style and image is a file of our own origin.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',

  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    // For work on the pages: `assay serve --port 7300` beside `npx vite web`.
    proxy: { '/api': 'http://127.0.0.1:7300' },
  },
});
