import { expect, test } from 'vitest';
import { readModel, standardModelFolder } from '../model/read.ts';
import { languageOf } from './language.ts';
import { stage } from './testing/stage.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr, it;q=0.8', 'en'],
  ['de', 'de'],
  ['DE-ch', 'de'],
  ['en-GB, de;q=0.9', 'en'],
  ['fr, de;q=0.5, en;q=0.4', 'de'],
  ['de;q=0', 'en'],
  ['de;q=nonsense', 'en'],
  ['deutsch', 'en'],
])('who accepts %s reads %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test('the model is told in the language of who asks, with a validator of its own', async () => {
  const german = await readModel(standardModelFolder(), undefined, 'de');
  const on = await stage({ translated: [german] });
  const ask = async (language: string) =>
    on.ask({ method: 'GET', url: '/api/v1/model', headers: { 'accept-language': language } });
  const [english, deutsch] = [await ask('en'), await ask('de-AT')];
  expect(english.text).toContain('Know every account and every resource');
  expect(deutsch.text).toContain('Jedes Konto und jede Ressource kennen');
  expect(deutsch.headers['vary']).toContain('accept-language');
  expect(deutsch.headers['etag']).not.toBe(english.headers['etag']);
  await on.close();
});
