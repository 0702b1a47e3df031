import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MAP_SCHEMA } from './schema.ts';

test('the schema file for editors is the schema', () => {
  const file = fileURLToPath(new URL('map.schema.json', import.meta.url));
  const text = `${JSON.stringify(MAP_SCHEMA, null, 2)}\n`;
  if (process.env['UPDATE']) writeFileSync(file, text);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text));
});
