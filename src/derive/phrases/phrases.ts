import type { Language } from '../../records/words.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Phrases } from './phrase.ts';

const PHRASES: Readonly<Record<Language, Phrases>> = { en: english, de: german };

/** What is said in a language. */
export function phrasesIn(language: Language): Phrases {
  return PHRASES[language];
}
