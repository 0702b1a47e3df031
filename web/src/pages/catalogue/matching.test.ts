import { expect, test } from 'vitest';
import type { CatalogueAnswer } from '../../../../src/server/api.ts';
import { formatsMatching, toolsMatching } from './matching.ts';

const tool = (id: string, name: string, more: object = {}): CatalogueAnswer['tools'][number] => ({
  id,
  name,
  url: null,
  openSource: true,
  kind: 'tool',
  today: '',
  aspects: ['patch'],
  ways: [{ adapter: 'grype', how: 'Run it.', code: null, language: 'sh' }],
  ...more,
});
const tools = [tool('clair', 'Clair'), tool('okta', 'Okta', { aspects: ['access', 'telemetry'], ways: [] })];

test('every word has to occur somewhere, whatever its case', () => {
  expect(toolsMatching(tools, { q: '', aspect: undefined })).toHaveLength(2);
  expect(toolsMatching(tools, { q: 'CLA', aspect: undefined }).map(({ id }) => id)).toEqual(['clair']);
  expect(toolsMatching(tools, { q: 'grype run', aspect: undefined }).map(({ id }) => id)).toEqual(['clair']);
  expect(toolsMatching(tools, { q: 'clair okta', aspect: undefined })).toEqual([]);
});

test('an aspect leaves what serves it', () => {
  expect(toolsMatching(tools, { q: '', aspect: 'telemetry' }).map(({ id }) => id)).toEqual(['okta']);
  const format = { id: 'sarif', title: 'SARIF', reads: 'results', ways: [], proves: [], limits: [] };
  expect(formatsMatching([{ ...format, aspects: ['patch'] }], { q: 'sarif', aspect: 'cost' })).toEqual([]);
  expect(formatsMatching([{ ...format, aspects: ['patch'] }], { q: 'sarif', aspect: 'patch' })).toHaveLength(
    1,
  );
});
