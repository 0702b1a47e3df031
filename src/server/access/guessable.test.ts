import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import common from './common-passwords.json' with { type: 'json' };
import { isCommon, nameIn } from './guessable.ts';

describe('a password that is tried first', () => {
  test.each([
    '1234567890qwerty',
    'qwertyuiopasdfghjkl',
    'passwordpassword',
    'Password123456789',
    'P@ssw0rd12345678',
    'password-password-1',
    'dragon!dragon!dragon!dragon!',
    'letmeinletmeinletmeinletmein',
    'iloveyou20240101',
    'aaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    '987654321987654321',
    'zyxwvutsrqponmlkjihgfedcba',
    '1qaz2wsx3edc4rfv',
    'sunshine.monkey.2024',
    '2024-12-31 2025-12-31',
  ])('%s', (password) => {
    expect(isCommon(password)).toBe(true);
  });

  test('is each of the list that is long enough, and any two of it', () => {
    const words = common.words.split(' ');
    expect(words.length).toBeGreaterThan(10_000);
    expect(words.filter((word) => word.length >= 15 && !isCommon(word))).toEqual([]);
    const word = fc.constantFrom(...words);
    fc.assert(
      fc.property(word, word, fc.constantFrom('', ' ', '-', '!'), (one, two, between) => {
        expect(isCommon(`${one}${between}${two}`)).toBe(true);
      }),
    );
  });

  test.each([
    'a sentence that nobody guesses',
    'correct horse battery staple',
    'Tr0ub4dor and the three geese',
    'hJ7k-2mPq-99sX-aLw4',
    'grüße aus dem hinteren Garten',
    'ein-ganzer-Satz-ist-leicht',
  ])('is not %s', (password) => {
    expect(isCommon(password)).toBe(false);
  });

  test('is not what a password manager makes', () => {
    const letter = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789');
    const made = fc.array(letter, { minLength: 20, maxLength: 20 }).map((letters) => letters.join(''));
    const wrong = fc
      .sample(made, { numRuns: 500, seed: 1 })
      .filter((each) => new Set(each).size > 10 && isCommon(each));
    expect(wrong).toEqual([]);
  });
});

describe('a name in a password', () => {
  test('is found however it is written and spaced', () => {
    for (const password of ['we all love ACME corp today', 'the acme-corp house', 'the 4cm3c0rp in town'])
      expect(nameIn(password, ['Assay', 'Acme Corp'])).toBe('Acme Corp');
  });

  test('is none where it is too short to mean anything, or not there', () => {
    expect(nameIn('a sentence that nobody guesses', ['Ann', 'Bo', '', 'Acme'])).toBeUndefined();
  });
});
