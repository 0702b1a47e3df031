import { beforeAll, expect, test } from 'vitest';
import { ADAPTERS } from '../adapters/registry.ts';
import type { Model } from '../model/model.ts';
import { readModel, standardModelFolder } from '../model/read.ts';
import { type Catalogue, catalogue } from './catalogue.ts';

let model: Model;
let all: Catalogue;
beforeAll(async () => {
  model = await readModel(standardModelFolder());
  all = catalogue(model, ADAPTERS);
});

test('each tool of the model has a way in', () => {
  expect(all.tools.length).toBeGreaterThanOrEqual(132);
  expect(all.tools.filter(({ ways }) => ways.length === 0).map(({ id }) => id)).toEqual([]);
});

test('ways are for tools that the model has', () => {
  const known = new Set(all.tools.map(({ id }) => id));
  for (const { id, about } of ADAPTERS) {
    for (const tool of about.exports.flatMap(({ tools }) => tools))
      expect(known, `${tool} in ${id}`).toContain(tool);
  }
});

test('a tool that serves two aspects stands once, with both', () => {
  const twice = all.tools.find(({ id }) => id === 'cloudyn');
  expect(twice?.aspects).toEqual(['cost', 'remediation']);
});
