import {
  asArray,
  asInstant,
  asNumber,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { controlId, isNistControl } from '../shared/control-id.ts';
import { later } from '../shared/later.ts';

/** What a control is, and what its tests said. */
export interface Control {
  readonly id: string;
  readonly item: Members;
  readonly aspect: AspectId;
  readonly resource?: ResourceRef | undefined;
}

/**
 * A control as one result: its worst test decides. What the tests say is left out, since it may quote what they
 * found in files and commands.
 */
export function controlResult({ id, item, aspect, resource }: Control): Result {
  const tests = asArray(item.results);
  const statuses = tests.map(testStatus);
  const own = checkStatus(asString(item.status));
  const worst = statuses.length > 0 ? worstOf(statuses) : (own ?? 'skipped');
  // A failure that was waived is accepted, for as long as the waiver lasts.
  const status = worst === 'fail' && isWaived(item) ? 'skipped' : worst;
  const at = timeOf(tests);
  const failed = statuses.filter((each) => each === 'fail' || each === 'error').length;
  const impact = asText(item.impact);
  return {
    ...checkResult({
      id,
      title: asString(item.title),
      status,
      severity: severityWord(item),
      resource,
      aspect,
      message: failed > 0 ? `${failed} of ${statuses.length} tests failed` : undefined,
      controls: controlsOf(item.tags ?? item.control_tags),
    }),
    ...(impact && { toolSeverity: impact }),
    ...(at !== undefined && { at }),
  };
}

/** A baseline of updates or weaknesses is evidence of `patch`, any other of `configuration`. */
export function aspectOf(profile: string | undefined): AspectId {
  return /\b(patch|patches|patching|cve|vulnerabilit(y|ies))\b/i.test((profile ?? '').replaceAll('_', '-'))
    ? 'patch'
    : 'configuration';
}

export function worstOf(statuses: readonly ResultStatus[]): ResultStatus {
  for (const status of ['fail', 'error', 'pass'] as const) if (statuses.includes(status)) return status;
  return 'skipped';
}

function testStatus(test: unknown): ResultStatus {
  // An exception in the test itself says nothing of the system.
  if (asArray(member(test, 'backtrace')).length > 0 || asString(member(test, 'backtrace'))) return 'error';
  return checkStatus(asString(member(test, 'status'))) ?? 'error';
}

function timeOf(tests: readonly unknown[]): Instant | undefined {
  let at: Instant | undefined;
  for (const test of tests) at = later(at, asInstant(member(test, 'start_time')));
  return at;
}

function isWaived(item: Members): boolean {
  if (/^yes/i.test(asString(item.waived_str) ?? '')) return true;
  const waiver = asObject(item.waiver_data);
  const reason = asString(waiver?.justification) ?? asString(waiver?.expiration_date);
  return reason !== undefined && !/expired/i.test(asString(waiver?.message) ?? '');
}

/** Impact from 0 to 1 in words (InSpec, "Controls", impact); 0 means that nothing depends on it. */
function severityWord(item: Members): string | undefined {
  const impact = asNumber(item.impact);
  if (impact === undefined) return asString(item.impact) ?? asString(member(item.tags, 'severity'));
  if (impact >= 0.9) return 'critical';
  if (impact >= 0.7) return 'high';
  if (impact >= 0.4) return 'medium';
  return impact >= 0.01 ? 'low' : 'none';
}

const FRAMEWORK = /^(nist|cci|cis|iso|pci|hipaa|gdpr|soc)/i;

/** Tags that name controls of frameworks: an object, or a list of keys and values (Chef Automate). */
function controlsOf(tags: unknown): string[] {
  const controls = new Set<string>();
  for (const [name, value] of entriesOf(tags)) {
    if (!FRAMEWORK.test(name)) continue;
    const texts = [
      ...asStrings(value),
      ...asArray(value).flatMap((each) => asText(member(each, 'value')) ?? []),
    ];
    for (const text of texts.slice(0, 30)) {
      if (text.length > 80) continue;
      if (!/^nist/i.test(name)) controls.add(controlId(name, text));
      else if (isNistControl(text)) controls.add(controlId('nist-800-53', text));
    }
  }
  return [...controls];
}

function entriesOf(tags: unknown): (readonly [string, unknown])[] {
  if (!Array.isArray(tags)) return Object.entries(asObject(tags) ?? {});
  return asArray(tags).flatMap((tag) => {
    const key = asString(member(tag, 'key'));
    return key ? [[key, member(tag, 'values') ?? member(tag, 'value')] as const] : [];
  });
}
