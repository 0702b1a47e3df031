import { DAY, HOUR } from '../../records/instant.ts';

/** `a, b and c`. @param and the word before the last */
export function joined(words: readonly string[], and: string): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${and} ${words[words.length - 1]}`;
}

/** The first three, and how many more there are. */
export function firstThree(words: readonly string[]): { shown: string; more: number } {
  return { shown: words.slice(0, 3).join(', '), more: Math.max(0, words.length - 3) };
}

/** A share in whole percents, written the same in each language: `62 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A time as people say it: whole days from two days on, and before that hours, at least one. */
export function rounded(milliseconds: number): { days: number | undefined; hours: number } {
  return {
    days: milliseconds >= 2 * DAY ? Math.round(milliseconds / DAY) : undefined,
    hours: Math.max(1, Math.round(milliseconds / HOUR)),
  };
}
