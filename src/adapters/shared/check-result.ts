import type { ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import type { AspectId, Severity } from '../../records/words.ts';
import { oneLine } from './one-line.ts';
import { severityOf } from './severity.ts';

/** One check of a benchmark, a posture scanner or a policy. */
export interface Check {
  readonly id: string;
  readonly title?: string | undefined;
  readonly status: ResultStatus;
  /** The tool's own word; `medium` where it gives none that is known. */
  readonly severity?: string | undefined;
  /** The severity where the tool gives no word for it; `medium` where absent. */
  readonly usual?: Severity | undefined;
  readonly resource?: ResourceRef | undefined;
  /** File, setting or section inside the resource; never a line number. */
  readonly location?: string | undefined;
  readonly message?: string | undefined;
  readonly controls?: readonly string[] | undefined;
  /** `configuration` where absent. */
  readonly aspect?: AspectId | undefined;
  /** Read from code or a plan, not from the thing itself. */
  readonly declared?: boolean | undefined;
}

/** The one way in which a check becomes a result, whichever tool made it. */
export function checkResult(check: Check): Result {
  const word = check.severity?.trim() || undefined;
  const severity: Severity = severityOf(word) ?? check.usual ?? 'medium';
  const title = check.title ? oneLine(check.title, 200) : undefined;
  const message = check.message ? oneLine(check.message, 500) : undefined;
  return {
    kind: 'result',
    aspect: check.aspect ?? 'configuration',
    rule: { id: check.id, ...(title && { title }) },
    status: check.status,
    severity,
    ...(check.declared && { declared: true }),
    ...(word && { toolSeverity: word }),
    ...(check.resource && { resource: check.resource }),
    ...(check.location && { location: check.location }),
    ...(message && { message }),
    ...(check.controls && check.controls.length > 0 && { controls: check.controls }),
  };
}

const STATUSES: ReadonlyMap<string, ResultStatus> = new Map([
  ['pass', 'pass'],
  ['passed', 'pass'],
  ['ok', 'pass'],
  ['success', 'pass'],
  ['successful', 'pass'],
  ['compliant', 'pass'],
  ['fixed', 'pass'],
  ['fail', 'fail'],
  ['failed', 'fail'],
  ['failure', 'fail'],
  ['warn', 'fail'],
  ['warning', 'fail'],
  ['not ok', 'fail'],
  ['noncompliant', 'fail'],
  ['non_compliant', 'fail'],
  ['error', 'error'],
  ['errored', 'error'],
  ['unknown', 'error'],
  ['skip', 'skipped'],
  ['skipped', 'skipped'],
  ['pending', 'skipped'],
  ['undefined', 'skipped'],
  ['info', 'skipped'],
  ['note', 'skipped'],
  ['manual', 'skipped'],
  ['muted', 'skipped'],
  ['notapplicable', 'skipped'],
  ['not_applicable', 'skipped'],
  ['notchecked', 'skipped'],
  ['notselected', 'skipped'],
  ['not_available', 'skipped'],
  ['informational', 'skipped'],
]);

/** What a tool's word for the outcome of a check means; undefined where it is no such word. */
export function checkStatus(word: string | undefined): ResultStatus | undefined {
  return STATUSES.get(word?.trim().toLowerCase() ?? '');
}
