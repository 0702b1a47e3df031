import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { checkResult } from '../shared/check-result.ts';
import { controlId } from '../shared/control-id.ts';
import { oneLine } from '../shared/one-line.ts';
import { severityOf } from '../shared/severity.ts';
import { vulnerability } from '../shared/vulnerability.ts';
import type { Found } from './resources.ts';

/** Beginnings of `Types` (ASFF types taxonomy) and what such a finding is evidence of. */
const ASPECTS: readonly (readonly [RegExp, AspectId])[] = [
  [/^Software and Configuration Checks\/(Vulnerabilities|Patch Management)/i, 'patch'],
  [/^Sensitive Data Identifications\/(Passwords|Credentials|Security)/i, 'secrets'],
  [/^(TTPs|Effects|Unusual Behaviors)(\/|$)/i, 'telemetry'],
];

/** What a finding is evidence of: a vulnerability, a leaked secret, a detection, or else a checked setting. */
export function aspectOf(item: Members): AspectId {
  if (asArray(item.Vulnerabilities).length > 0) return 'patch';
  const types = asStrings(item.Types);
  const aspect = ASPECTS.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1];
  // What says whether something complies is a check, whatever threat it belongs to.
  if (aspect === 'telemetry' && asObject(item.Compliance)?.Status !== undefined) return 'configuration';
  return aspect ?? 'configuration';
}

/** The results of a finding, one for each resource; for a detection one event. */
export function* findingReadings(
  item: Members,
  resources: readonly Found[],
  at: Instant | undefined,
): Generator<Reading> {
  const aspect = aspectOf(item);
  if (aspect === 'telemetry') {
    yield detection(item, resources[0], at);
    return;
  }
  const id = asString(item.Id)?.slice(0, 512);
  const extra = { ...(at !== undefined && { at }), ...(id && { fingerprint: id }) };
  const refs: readonly (ResourceRef | undefined)[] =
    resources.length > 0 ? resources.map(plainRef) : [undefined];
  for (const resource of refs) {
    const found = [...vulnerabilities(item, resource)];
    // Several packages of one finding are several results.
    for (const result of found)
      yield { ...result, ...extra, ...(id && { fingerprint: `${id} ${result.location ?? ''}`.trim() }) };
    if (found.length === 0) yield { ...check(item, aspect, resource), ...extra };
  }
}

function plainRef({ type, keys, name }: Found): ResourceRef {
  return { type, keys, ...(name && { name }) };
}

/** One result for each package that a vulnerability is in. */
function* vulnerabilities(item: Members, resource: ResourceRef | undefined): Generator<Result> {
  const status = statusOf(item);
  for (const each of asArray(item.Vulnerabilities)) {
    const id = asString(member(each, 'Id'));
    if (!id) continue;
    const scores = asArray(member(each, 'Cvss')).flatMap((cvss) => asNumber(member(cvss, 'BaseScore')) ?? []);
    const packages = asArray(member(each, 'VulnerablePackages'));
    for (const held of packages.length > 0 ? packages : [undefined]) {
      const name = asString(member(held, 'Name'));
      const result = vulnerability({
        ids: [id, ...asStrings(member(each, 'RelatedVulnerabilities'))].slice(0, 20),
        title: asString(item.Title),
        severity: severityWord(item),
        score: scores.length > 0 ? Math.max(...scores) : undefined,
        package: name ? { name, version: asString(member(held, 'Version')) } : undefined,
        fixed: asString(member(held, 'FixedInVersion')),
        resource,
        status,
      });
      if (result) yield result;
    }
  }
}

function check(item: Members, aspect: AspectId, resource: ResourceRef | undefined): Result {
  return checkResult({
    id: ruleOf(item),
    title: asString(item.Title),
    status: statusOf(item),
    severity: severityWord(item),
    resource,
    aspect,
    message: asString(member(item, 'Remediation', 'Recommendation', 'Text')),
    controls: controlsOf(item),
  });
}

/** The control's id where there is one; Prowler's checks by their own name, as in its other reports. */
function ruleOf(item: Members): string {
  const control =
    asString(member(item, 'Compliance', 'SecurityControlId')) ??
    asString(member(item, 'ProductFields', 'ControlId'));
  if (control) return control;
  const generator = asString(item.GeneratorId);
  const own = /^(?:prowler-|security-control\/)(.+)$/s.exec(generator ?? '')?.[1];
  if (own) return own;
  // An ARN or a product's name is what made the finding (a detector), not what was found.
  const made = generator && !/^(arn:|aws\/?\w+$)/i.test(generator) ? generator : undefined;
  return made ?? asStrings(item.Types)[0] ?? asString(item.Title) ?? generator ?? 'unnamed';
}

/**
 * What was resolved passes; what was suppressed, or archived without having passed, is open no more. A check
 * that could not say (`WARNING`, `NOT_AVAILABLE`) is skipped; a finding without compliance is one.
 */
function statusOf(item: Members): ResultStatus {
  const compliance = (asString(member(item, 'Compliance', 'Status')) ?? '').toUpperCase();
  const workflow = (
    asString(member(item, 'Workflow', 'Status')) ??
    asString(item.WorkflowState) ??
    ''
  ).toUpperCase();
  if (compliance === 'PASSED') return 'pass';
  if (workflow === 'RESOLVED') return 'pass';
  if (workflow === 'SUPPRESSED') return 'skipped';
  if (asString(item.RecordState)?.toUpperCase() === 'ARCHIVED') return 'skipped';
  return compliance === 'WARNING' || compliance === 'NOT_AVAILABLE' ? 'skipped' : 'fail';
}

/** `Label`; before it was there, `Normalized` from 0 to 100 (ASFF, "Severity"). */
function severityWord(item: Members): string | undefined {
  const severity = asObject(item.Severity);
  const word =
    asString(severity?.Label) ?? asString(member(item, 'FindingProviderFields', 'Severity', 'Label'));
  if (severityOf(word)) return word;
  const number = asNumber(severity?.Normalized);
  if (number === undefined) return asString(severity?.Original);
  if (number >= 90) return 'CRITICAL';
  if (number >= 70) return 'HIGH';
  if (number >= 40) return 'MEDIUM';
  return number >= 1 ? 'LOW' : 'INFORMATIONAL';
}

/** `NIST.800-53.r5 AC-4`, `PCI DSS v3.2.1/1.3.2`, `CIS AWS Foundations Benchmark v1.2.0/4.1`. */
function controlsOf(item: Members): string[] {
  const controls = new Set<string>();
  for (const text of asStrings(member(item, 'Compliance', 'RelatedRequirements')).slice(0, 200)) {
    const cut = Math.max(text.lastIndexOf('/'), text.indexOf('/') < 0 ? text.indexOf(' ') : -1);
    controls.add(cut > 0 ? controlId(text.slice(0, cut), text.slice(cut + 1)) : oneLine(text, 100));
  }
  return [...controls];
}

function detection(item: Members, resource: Found | undefined, at: Instant | undefined): Reading {
  return {
    kind: 'event',
    type: 'alert',
    aspect: 'telemetry',
    title: oneLine(asStrings(item.Types)[0] ?? asString(item.Title) ?? 'Detection', 200),
    severity: severityOf(severityWord(item)) ?? 'info',
    ...(at !== undefined && { at }),
    ...(resource && { resource: plainRef(resource) }),
  };
}
