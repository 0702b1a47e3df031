import type { Severity } from '../../records/words.ts';
import { severityOf } from './severity.ts';

/** Words for the severity of an alert that scanners do not use, as people on call do. */
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['page', 'critical'],
  ['pager', 'critical'],
  ['disaster', 'critical'],
  ['p1', 'critical'],
  ['p2', 'high'],
  ['average', 'medium'],
  ['ticket', 'medium'],
  ['p3', 'medium'],
  ['p4', 'low'],
  ['notice', 'info'],
  ['p5', 'info'],
]);

/**
 * The severity that the word of an alert's `severity` label stands for: Prometheus fixes none, so these are
 * the words that its community uses. What wakes someone up (`page`) is critical.
 */
export function alertSeverity(word: string | undefined): Severity | undefined {
  return WORDS.get(word?.trim().toLowerCase() ?? '') ?? severityOf(word);
}
