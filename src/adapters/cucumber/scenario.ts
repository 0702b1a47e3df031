import type { Instant } from '../../records/instant.ts';
import type { Result, ResultStatus } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkStatus } from '../shared/check-result.ts';
import { oneLine } from '../shared/one-line.ts';

/** A scenario that was run. What its steps say is left out: their arguments and errors may quote anything. */
export interface Scenario {
  readonly feature: string;
  readonly name: string;
  /** The feature's file. */
  readonly uri: string | undefined;
  readonly tags: readonly string[];
  readonly status: ResultStatus;
  readonly at?: Instant | undefined;
}

/** Tags of security scenarios: plain ones, those of bdd-security's own features, and references to weaknesses. */
const SECURITY =
  /^@?(?:owasp|asvs|iriusrisk|((app[-_]?)?sec(urity)?|cwe[-_:]?\d*|pentest|attack|nessus|app_scan|ssl|tls|http_headers|session_management|authentication|authorisation|authorization|access_control|data_security|cors|infrastructure|hardening)([-_:].*)?$)/is;
/** Files of gauntlt, and folders of the tools whose scenarios are all about security. */
const SECURITY_FILE = /\.attack$|(^|[/\\])(gauntlt|mittn|bdd-security|security|attacks)[/\\]/i;

/**
 * A security scenario tests how a system is set up; the model has the tools that write such scenarios under
 * `configuration`. Any other is a test of the pipeline, as in a JUnit report.
 */
export function aspectOf(tags: readonly string[], uri: string | undefined): AspectId {
  return tags.some((tag) => SECURITY.test(tag.slice(0, 100))) || SECURITY_FILE.test(uri ?? '')
    ? 'configuration'
    : 'cicd';
}

/** What the steps together say: one that failed fails it, one that was not run skips it. */
export function statusOf(words: readonly (string | undefined)[]): ResultStatus {
  const statuses = words.map((word) => (word === 'ambiguous' ? 'error' : (checkStatus(word) ?? 'skipped')));
  for (const status of ['fail', 'error', 'skipped'] as const) if (statuses.includes(status)) return status;
  return statuses.length > 0 ? 'pass' : 'skipped';
}

/** Severities that people tag scenarios with. */
const SEVERITY = /^@?(?:severity[:=_-])?(critical|blocker|high|medium|low)$/i;

export function scenarioResult({ feature, name, uri, tags, status, at }: Scenario): Result {
  const word = tags.map((tag) => SEVERITY.exec(tag)?.[1]?.toLowerCase()).find((each) => each !== undefined);
  const severity = word === 'blocker' ? 'critical' : word;
  const id = oneLine(feature ? `${feature}: ${name}` : name, 300) || 'scenario';
  return {
    kind: 'result',
    aspect: aspectOf(tags, uri),
    rule: { id, ...(name && { title: oneLine(name, 200) }) },
    status,
    severity: severity === 'critical' || severity === 'high' || severity === 'low' ? severity : 'medium',
    ...(word && { toolSeverity: word }),
    ...(uri && { location: fileOf(uri) }),
    ...(at !== undefined && { at }),
  };
}

/** The file, without its line and without where the class path has it. */
function fileOf(uri: string): string {
  const path = uri.replace(/^(file|classpath):(\/\/)?/, '').replace(/:\d+$/, '');
  return oneLine(path.replaceAll('\\', '/'), 300);
}
