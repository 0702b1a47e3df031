import type { Model } from '../model/model.ts';
import type { Format } from '../outputs/formats/format.ts';
import type { Scorecard } from '../outputs/scorecard/scorecard.ts';
import { Refusal } from '../records/refusal.ts';
import { LEVELS, type Level } from '../records/words.ts';
import { version } from './version.ts';

export const FORMAT_NAMES = ['table', 'json', 'csv', 'md', 'sarif', 'junit', 'codequality'] as const;
type FormatName = (typeof FORMAT_NAMES)[number];

/** Of `--format` and `--json`. @throws Refusal `usage` */
export function formatOf({ format, json }: { format?: string; json?: boolean }): FormatName {
  if (format === undefined) return json ? 'json' : 'table';
  const found = FORMAT_NAMES.find((name) => name === format);
  if (found && !(json && found !== 'json')) return found;
  throw new Refusal(
    'usage',
    found ? 'Both --json and --format are given.' : `There is no format "${format}".`,
    { field: '--format' },
    `The formats are ${FORMAT_NAMES.join(', ')}.`,
  );
}

/** A level of an option. @throws Refusal `usage` */
export function levelOption(name: string, text: string): Level {
  const level = LEVELS.find((each) => String(each) === text);
  if (level !== undefined) return level;
  throw new Refusal('usage', `${name} "${text}" is no level.`, { field: name }, 'Levels are 1 to 5.');
}

/** A scorecard for another program or page. */
export async function formatted(
  name: Exclude<FormatName, 'table' | 'json'>,
  card: Scorecard,
  { model, below, path }: { model: Model; below: Level; path: string },
): Promise<string> {
  const format = await LOAD[name]();
  return format(card, { aspects: model.aspects, below, path, version: version() });
}

const LOAD: Readonly<Record<Exclude<FormatName, 'table' | 'json'>, () => Promise<Format>>> = {
  csv: async () => (await import('../outputs/formats/csv.ts')).csv,
  md: async () => (await import('../outputs/formats/markdown.ts')).markdown,
  sarif: async () => (await import('../outputs/formats/sarif.ts')).sarif,
  junit: async () => (await import('../outputs/formats/junit.ts')).junit,
  codequality: async () => (await import('../outputs/formats/code-quality.ts')).codeQuality,
};
