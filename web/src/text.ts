import type { Words } from './words/en.ts';
import { en } from './words/en.ts';
import { language } from './words/language.ts';

/** Every string that the dashboard shows of its own, in the language that is spoken. Others are fetched when wanted. */
export const text: Words = language === 'de' ? (await import('./words/de.ts')).de : en;
