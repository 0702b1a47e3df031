import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';

type Say = (...given: never[]) => unknown;

/** What sentences may be told: numbers, names, a list of names. */
const GIVEN: readonly (readonly unknown[])[] = [[1, 1, 1], [2, 3, 4], [3, 2, 4], ['7', '8', 9], [['7', '8']]];

/** Every word of a catalogue by its place; a function as it reads for each of what it may be told. */
function said(catalogue: unknown, place = ''): [string, string][] {
  if (isSay(catalogue)) return GIVEN.map((given, index) => [`${place}(${index})`, told(catalogue, given)]);
  if (typeof catalogue !== 'object' || catalogue === null) return [[place, String(catalogue)]];
  return Object.entries(catalogue).flatMap(([key, value]) => said(value, `${place}.${key}`));
}

function isSay(value: unknown): value is Say {
  return typeof value === 'function';
}

/** Empty where it takes something else. */
function told(say: Say, given: readonly unknown[]): string {
  try {
    const words = String(say(...(given as never[]))); // whatever it takes: others throw, or make no sense
    return /NaN|undefined/.test(words) ? '' : words;
  } catch {
    return '';
  }
}

const english = new Map(said(en));
const german = new Map(said(de));

test('every language says the same things', () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [place, words] of german) if (!place.endsWith(')')) expect(words, place).not.toBe('');
});

test('what a sentence is told stands in it in every language', () => {
  const digits = (words: string) => [...words.matchAll(/\d+/g)].map(String).sort().join(' ');
  for (const [place, words] of english) {
    const other = german.get(place) ?? '';
    if (place.endsWith(')') && words !== '' && other !== '') expect(digits(other), place).toBe(digits(words));
  }
});

/** Alike in both: names, commands, and words that practitioners use in either language. */
const ALIKE =
  /^(?:[\d\W]|Assay|Name|System|Team|Teams|Code|Passkeys|Administration|Webhooks?|Claims|Tokens?|CI\/CD|Admin|Backup|Playbooks?|Dashboard|Test|Portfolio|Plan|Workshops?|Status|Region|Version|Host|Image|Repository|Bucket|Volume|Cluster|Cloud|ARN|JSON|Markdown|SHA-256|Budget|Product Owner|Volumes|Hosts|Images|Repositories|Buckets|Prod|Optional\.|Automation|Problem|Model \d|E-mail|Threat Models)/;

test('German is German', () => {
  const same = [...german].filter(
    ([place, words]) =>
      words === english.get(place) &&
      /[a-z]{3}/i.test(words) &&
      !ALIKE.test(words) &&
      !/\.(?:search\.|commands\.|\w*[cC]ommand|scan|import|columns\.\d)/.test(place) &&
      !words.includes('assay '),
  );
  expect(same).toEqual([]);
});
