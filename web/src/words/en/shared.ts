import type { CriticalityId } from '../../../../src/model/model.ts';
import type { RefusalCode } from '../../../../src/records/refusal.ts';
import type { AspectId, Automation, Level, Output, Severity } from '../../../../src/records/words.ts';

/** How numbers and dates are written: English with the day before the month. */
export const locale: string = 'en-GB';

/** `1 system`, `3 systems`. */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString(locale)} ${number === 1 ? one : many}`;
}

/** Short aspect names for columns and trails; the model has the full titles. */
export const aspects: Record<AspectId, string> = {
  inventory: 'Inventory',
  cost: 'Cost',
  access: 'Access',
  cicd: 'CI/CD',
  patch: 'Patching',
  configuration: 'Configuration',
  secrets: 'Secrets',
  deploy: 'Deploy',
  backup: 'Backup',
  resiliency: 'Resiliency',
  telemetry: 'Telemetry',
  alerts: 'Alerts',
  playbooks: 'Playbooks',
  remediation: 'Remediation',
  'threat-modeling': 'Threat models',
};

export const levels: Record<Level, string> = {
  1: 'None',
  2: 'Ad hoc, by hand',
  3: 'Quarterly, by hand',
  4: 'Monthly, half automated',
  5: 'Weekly, fully automated',
};

export const outputs: Record<Output, string> = {
  test: 'Test',
  report: 'Report',
  alert: 'Alert',
  dashboard: 'Dashboard',
};

export const automations: Record<Automation, string> = {
  manual: 'By hand',
  semi: 'Half automated',
  full: 'Automated',
};

export const severities: Record<Severity, string> = {
  info: 'Info',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

export const criticality: Record<CriticalityId, string> = { high: 'High', medium: 'Medium', low: 'Low' };

export const refusals: Record<RefusalCode, string> = {
  'too-large': 'Over a limit',
  truncated: 'Ends in the middle',
  malformed: 'Breaks its own syntax',
  encoding: 'Not readable as text',
  doctype: 'XML with a DOCTYPE',
  pointer: 'A pointer, not the file',
  empty: 'Empty',
  unrecognised: 'Not recognised',
  invalid: 'Breaks its format',
  undated: 'No date',
  ahead: 'Dated ahead',
  unattributed: 'No system',
  signature: 'Not signed',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  reauthenticate: 'Prove that it is you',
  stale: 'Changed meanwhile',
  busy: 'Too much at once',
  unreachable: 'Does not answer',
  proof: 'Proof does not hold',
  usage: 'Cannot be done',
  'not-found': 'Not found',
  conflict: 'Conflict',
  model: 'Model does not hold together',
  store: 'Store',
};

export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
