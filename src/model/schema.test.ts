import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MODEL_FILES, standardModelFolder } from './read.ts';
import { modelJsonSchemas } from './schema.ts';

const folder = join(standardModelFolder(), 'schema');

/** `UPDATE=1 npx vitest run src/model` writes the schemas anew. */
test('the JSON Schemas in model/schema are those of the code', () => {
  const schemas = modelJsonSchemas();
  if (process.env.UPDATE) {
    mkdirSync(folder, { recursive: true });
    for (const [name, schema] of schemas) {
      writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
    }
  }
  expect(readdirSync(folder).sort()).toEqual([...schemas.keys()].sort());
  for (const [name, schema] of schemas) {
    expect(JSON.parse(readFileSync(join(folder, name), 'utf8')), name).toEqual(schema);
  }
});

test('every model file tells editors which schema it follows', () => {
  for (const file of MODEL_FILES) {
    const first = readFileSync(join(standardModelFolder(), file), 'utf8').split('\n')[0];
    const schema = file.startsWith('aspects/') ? '../schema/aspect' : `schema/${file.replace('.yaml', '')}`;
    expect(first, file).toBe(`# yaml-language-server: $schema=${schema}.schema.json`);
  }
});
