import type { Severity } from '../../records/words.ts';

const SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  crit: 'critical',
  emergency: 'critical',
  page: 'critical',
  pager: 'critical',
  disaster: 'critical',
  p1: 'critical',
  major: 'high',
  high: 'high',
  error: 'high',
  p2: 'high',
  warning: 'medium',
  warn: 'medium',
  medium: 'medium',
  average: 'medium',
  ticket: 'medium',
  p3: 'medium',
  minor: 'low',
  low: 'low',
  p4: 'low',
  info: 'info',
  informational: 'info',
  notice: 'info',
  none: 'info',
  p5: 'info',
};

/**
 * The severity that the word of an alert's `severity` label stands for: Prometheus fixes none, so these are
 * the words that its community uses. What wakes someone up (`page`) is critical.
 */
export function alertSeverity(word: string | undefined): Severity | undefined {
  const name = word?.trim().toLowerCase() ?? '';
  return Object.hasOwn(SEVERITIES, name) ? SEVERITIES[name] : undefined;
}
