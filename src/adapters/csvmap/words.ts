import { asInstant, asNumber } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { RESOURCE_TYPES, type ResourceType, type ResultStatus } from '../../records/record.ts';
import { type AspectId, isAspect, type Severity } from '../../records/words.ts';
import { checkStatus } from '../shared/check-result.ts';
import { oneLine } from '../shared/one-line.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';
import { severityOf, severityOfScore } from '../shared/severity.ts';
import { dateReader, isDatePattern } from './dates.ts';
import type { Sort } from './fields.ts';
import type { Format } from './mapping.ts';

/** Readers of the text of a field. Each gives undefined where the text is not of its sort. */

export function textOf(text: string): string | undefined {
  return oneLine(text, 300) || undefined;
}

export function sentenceOf(text: string): string | undefined {
  return oneLine(text, 500) || undefined;
}

/** A flag in the words that tables use. */
export function flagOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (['true', 'yes', 'y', '1', 'on', 'enabled', 'active', 'x'].includes(word)) return true;
  return ['false', 'no', 'n', '0', 'off', 'disabled', 'inactive', 'none'].includes(word) ? false : undefined;
}

/** A number as tables write it: `1,234.50`, `$12`, `(3.20)` for less than nothing; `1.234,50` by its format. */
export function numberOf(text: string, format?: Format): number | undefined {
  const bare = text
    .trim()
    .slice(0, 60)
    .replaceAll(/[\s$€£¥%']/gu, '');
  const negative = /^\((.*)\)$/.exec(bare)?.[1];
  const digits = negative ?? bare;
  if (format === 'decimal-comma') {
    if (!/^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(digits)) return undefined;
  } else if (/,/.test(digits) && !/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) return undefined;
  const plain =
    format === 'decimal-comma' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
  const number = asNumber(plain);
  if (number === undefined) return undefined;
  return negative === undefined ? number : -number;
}

/** A reader of times in the format that the map names; ISO 8601 where it names none. */
export function instantReader(format?: Format): (text: string) => Instant | undefined {
  if (format === 'epoch-seconds') return (text) => asInstant(text.trim(), 'seconds');
  if (format === 'epoch-milliseconds') return (text) => asInstant(text.trim(), 'milliseconds');
  if (format !== undefined && isDatePattern(format)) return dateReader(format);
  return (text) => asInstant(text.trim());
}

export function aspectsOf(text: string): readonly AspectId[] | undefined {
  const words = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const aspects = words.filter(isAspect);
  return words.length > 0 && aspects.length === words.length ? aspects : undefined;
}

export function statusOf(text: string): ResultStatus | undefined {
  return checkStatus(text);
}

export function severityIn(text: string): Severity | undefined {
  const score = asNumber(text.trim());
  if (score === undefined) return severityOf(text);
  return score >= 0 && score <= 10 ? severityOfScore(score) : undefined;
}

export function typeIn(text: string): ResourceType | undefined {
  const word = text.trim().toLowerCase();
  return RESOURCE_TYPES.find((type) => type === word) ?? (word === '' ? undefined : resourceTypeOf(word));
}

export function currencyOf(text: string): string | undefined {
  const word = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(word) ? word : undefined;
}

/** The word of a list that a text is, whatever its case. */
export function wordOf<W extends string>(words: readonly W[], text: string): W | undefined {
  const word = text.trim().toLowerCase();
  return words.find((each) => each.toLowerCase() === word);
}

/** What a sort expects, for people. */
export function expected(sort: Sort, format?: Format): string {
  if (typeof sort === 'object') return `one of ${sort.join(', ')}`;
  switch (sort) {
    case 'instant':
      return format === undefined || format === 'iso' ? 'a date such as 2026-11-23' : `a time as ${format}`;
    case 'number':
      return format === 'decimal-comma' ? 'a number such as 1.234,50' : 'a number such as 1234.50';
    case 'share':
      return 'a number from 0 to 1';
    case 'flag':
      return 'yes or no';
    case 'aspects':
      return 'aspects, separated by commas';
    case 'severity':
      return 'a word for a severity, or a score from 0 to 10';
    case 'status':
      return 'pass, fail, skipped or error';
    case 'currency':
      return 'a currency such as EUR';
    default:
      return 'a text';
  }
}

/** Whether a text is of a sort. */
export function fits(sort: Sort, text: string, format?: Format): boolean {
  if (typeof sort === 'object') return wordOf(sort, text) !== undefined;
  switch (sort) {
    case 'instant':
      return instantReader(format)(text) !== undefined;
    case 'number':
      return numberOf(text, format) !== undefined;
    case 'share': {
      const share = numberOf(text, format);
      return share !== undefined && share >= 0 && share <= 1;
    }
    case 'flag':
      return flagOf(text) !== undefined;
    case 'aspects':
      return aspectsOf(text) !== undefined;
    case 'severity':
      return severityIn(text) !== undefined;
    case 'status':
      return statusOf(text) !== undefined;
    case 'currency':
      return currencyOf(text) !== undefined;
    case 'resource-type':
      return typeIn(text) !== undefined;
    default:
      return textOf(text) !== undefined;
  }
}
