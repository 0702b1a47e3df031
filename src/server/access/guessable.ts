import common from './common-passwords.json' with { type: 'json' };

/** The most common passwords, lower case (`common-passwords.json` says whose list it is). */
const COMMON: ReadonlySet<string> = new Set(common.words.split(' '));
const LONGEST = Math.max(...[...COMMON].map((word) => word.length));
/** Rows of keyboards, and what people count along. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  'q1w2e3r4t5y6u7i8o9p0',
];
/** What letters are written as. */
const LOOKS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
/** Of so many parts, each of them easy to guess, it is easy to guess; four words are a sentence. */
const PARTS = 3;
/** What is shorter stands in too many words. */
const NAME = 4;

/**
 * Whether a password is among those that are tried first: a common one, or made of a few common ones, runs along a
 * keyboard, numbers and repetitions (ASVS 5.0, 6.2.4; NIST SP 800-63B-4, 3.1.1.2). In time proportional to it.
 */
export function isCommon(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const unit = text.slice(0, period(text));
  // What is repeated counts once, and what is short is no sentence.
  if (unit.length < text.length && unit.length < 8) return true;
  return partsOf(unit) <= PARTS || partsOf(squeezed(unit)) <= PARTS;
}

/** The first of the names that a password holds, however it is spaced and written; undefined where it holds none. */
export function nameIn(password: string, names: readonly string[]): string | undefined {
  const text = squeezed(password);
  const plain = squeezed(looked(password.toLowerCase()));
  return names.find((name) => {
    const part = squeezed(name);
    return part.length >= NAME && (text.includes(part) || plain.includes(part));
  });
}

/** The fewest guessable parts that the text is made of; endless where something else is in it. */
function partsOf(text: string): number {
  const least = new Array<number>(text.length + 1).fill(Number.POSITIVE_INFINITY);
  least[0] = 0;
  for (let from = 0; from < text.length; from += 1) {
    const parts = least[from] ?? Number.POSITIVE_INFINITY;
    if (parts >= PARTS + 1) continue;
    const reach = (to: number, more: number) => {
      least[to] = Math.min(least[to] ?? Number.POSITIVE_INFINITY, parts + more);
    };
    // What stands between words makes nothing harder to guess.
    if (!isWord(text.charAt(from))) reach(from + 1, 0);
    for (let to = from + 1; to <= Math.min(text.length, from + LONGEST); to += 1) {
      const part = text.slice(from, to);
      if (COMMON.has(part) || COMMON.has(looked(part)) || isNumber(part) || isRun(part)) reach(to, 1);
    }
  }
  return least[text.length] ?? Number.POSITIVE_INFINITY;
}

/** The length of what the text is a repetition of; its own where it is none. */
function period(text: string): number {
  // How long an end of each beginning is also its beginning (Knuth, Morris, Pratt).
  const ends = [0];
  for (let at = 1; at < text.length; at += 1) {
    let end = ends[at - 1] ?? 0;
    while (end > 0 && text[at] !== text[end]) end = ends[end - 1] ?? 0;
    ends.push(text[at] === text[end] ? end + 1 : 0);
  }
  const length = text.length - (ends.at(-1) ?? 0);
  return length <= text.length / 2 ? length : text.length;
}

function isNumber(part: string): boolean {
  return [...part].every((letter) => letter >= '0' && letter <= '9');
}

/** A run of at least three along a row, either way, or of one letter. */
function isRun(part: string): boolean {
  if (part.length < 3) return false;
  const back = [...part].reverse().join('');
  return ROWS.some((row) => row.includes(part) || row.includes(back)) || new Set(part).size === 1;
}

function looked(text: string): string {
  return [...text].map((letter) => LOOKS[letter] ?? letter).join('');
}

function squeezed(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].filter(isWord).join('');
}

function isWord(letter: string): boolean {
  return /[\p{L}\p{N}]/u.test(letter);
}
