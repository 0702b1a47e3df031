import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';

/** What reaches another machine without an import, which the check of imports cannot see. */
const CONNECTS = /(?<![\w$#'"`-])(fetch|WebSocket|EventSource|XMLHttpRequest|WebTransport)\s*\(|\bundici\b/;
/** `net` tells addresses apart; whatever else it has could connect. */
const NET = /import (?!type )(?!\{ (BlockList|isIP)(, isIP)? \})[^;]*from 'node:net'|import\(/;

const SRC = join(import.meta.dirname, '..');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.ts$/.test(path) && !/\.test\.ts$|(^|[\\/])testing[\\/]/.test(path),
);

test('nothing in the product fetches by a global', () => {
  const found = files.filter((path) => CONNECTS.test(readFileSync(join(SRC, path), 'utf8')));
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});

test('beside send.ts, outbound takes from net only what tells addresses apart', () => {
  const own = files.filter((path) => path.startsWith(`outbound${sep}`) && !path.endsWith(`${sep}send.ts`));
  const found = own.filter((path) => NET.test(readFileSync(join(SRC, path), 'utf8')));
  expect(own.length).toBeGreaterThan(5);
  expect(found).toEqual([]);
});

test.each([
  ['await fetch(url)', CONNECTS],
  ['globalThis.fetch(url)', CONNECTS],
  ['new WebSocket(url)', CONNECTS],
  ["import { request } from 'undici'", CONNECTS],
  ["import { connect } from 'node:net'", NET],
  ["import { BlockList, connect } from 'node:net'", NET],
  ["import * as net from 'node:net'", NET],
  ["await import('node:net')", NET],
])('%s would be found', (text, pattern) => {
  expect(text).toMatch(pattern);
});

test.each(["import { BlockList, isIP } from 'node:net'", "import { isIP } from 'node:net'"])(
  '%s is fine',
  (text) => {
    expect(text).not.toMatch(NET);
  },
);
