import type { CriticalityId } from '../../../../src/model/model.ts';
import type { RefusalCode } from '../../../../src/records/refusal.ts';
import type { AspectId, Automation, Level, Output, Severity } from '../../../../src/records/words.ts';

/** How numbers and dates are written. */
export const locale: string = 'de-DE';

const numbers = new Intl.NumberFormat(locale);

/** `1 System`, `3 Systeme`. */
export function count(number: number, one: string, many: string): string {
  return `${numbers.format(number)} ${number === 1 ? one : many}`;
}

/** Short aspect names for columns and trails; the model has the full titles. */
export const aspects: Record<AspectId, string> = {
  inventory: 'Inventar',
  cost: 'Kosten',
  access: 'Zugänge',
  cicd: 'CI/CD',
  patch: 'Patchen',
  configuration: 'Konfiguration',
  secrets: 'Geheimnisse',
  deploy: 'Deployment',
  backup: 'Backup',
  resiliency: 'Resilienz',
  telemetry: 'Telemetrie',
  alerts: 'Alarme',
  playbooks: 'Playbooks',
  remediation: 'Behebung',
  'threat-modeling': 'Threat Models',
};

export const levels: Record<Level, string> = {
  1: 'Keine',
  2: 'Gelegentlich, von Hand',
  3: 'Jedes Quartal, von Hand',
  4: 'Monatlich, halb automatisiert',
  5: 'Wöchentlich, voll automatisiert',
};

export const outputs: Record<Output, string> = {
  test: 'Test',
  report: 'Bericht',
  alert: 'Alarm',
  dashboard: 'Dashboard',
};

export const automations: Record<Automation, string> = {
  manual: 'Von Hand',
  semi: 'Halb automatisiert',
  full: 'Automatisiert',
};

export const severities: Record<Severity, string> = {
  info: 'Hinweis',
  low: 'Niedrig',
  medium: 'Mittel',
  high: 'Hoch',
  critical: 'Kritisch',
};

export const criticality: Record<CriticalityId, string> = { high: 'Hoch', medium: 'Mittel', low: 'Niedrig' };

export const refusals: Record<RefusalCode, string> = {
  'too-large': 'Über einer Grenze',
  truncated: 'Endet mittendrin',
  malformed: 'Syntaxfehler',
  encoding: 'Nicht als Text lesbar',
  doctype: 'XML mit DOCTYPE',
  pointer: 'Ein Verweis, nicht die Datei',
  empty: 'Leer',
  unrecognised: 'Nicht erkannt',
  invalid: 'Verletzt sein Format',
  undated: 'Kein Datum',
  ahead: 'In die Zukunft datiert',
  unattributed: 'Kein System',
  signature: 'Nicht signiert',
  unauthenticated: 'Nicht angemeldet',
  forbidden: 'Nicht erlaubt',
  stale: 'Inzwischen geändert',
  reauthenticate: 'Bestätigen, wer hier sitzt',
  busy: 'Zu viel auf einmal',
  unreachable: 'Antwortet nicht',
  proof: 'Nachweis hält nicht',
  usage: 'Geht so nicht',
  'not-found': 'Nicht gefunden',
  conflict: 'Konflikt',
  model: 'Modell ist nicht stimmig',
  store: 'Speicher',
};

export function bytesText(bytes: number): string {
  const text = (value: number, small: boolean) =>
    value.toLocaleString(locale, { maximumFractionDigits: small ? 1 : 0 });
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${text(bytes / 1000, bytes < 10_000)} kB`;
  return `${text(bytes / 1_000_000, bytes < 10_000_000)} MB`;
}
