import type { Severity } from '../../records/words.ts';

const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  crit: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  urgent: 'critical',
  high: 'high',
  important: 'high',
  error: 'high',
  severe: 'high',
  major: 'high',
  medium: 'medium',
  moderate: 'medium',
  warning: 'medium',
  warn: 'medium',
  elevated: 'medium',
  low: 'low',
  minor: 'low',
  note: 'low',
  negligible: 'low',
  info: 'info',
  informational: 'info',
  information: 'info',
  none: 'info',
  unknown: 'info',
  undefined: 'info',
};

/** A tool's word for a severity on our scale; undefined where the word is not known. */
export function severityOf(word: string | undefined): Severity | undefined {
  const known = word?.trim().toLowerCase() ?? '';
  return Object.hasOwn(WORDS, known) ? WORDS[known] : undefined;
}

/** A CVSS base score, 0 to 10, on our scale (CVSS v3.1, section 5; v4.0, section 6). */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
