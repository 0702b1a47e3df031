import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { secretFinding } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/** Around a finding. */
export interface Place {
  /** The file, image or resource, as Trivy names it. */
  readonly target: string | undefined;
  /** Where it is not the report's. */
  readonly resource: ResourceRef | undefined;
  /** Checks are of files, not of what runs. */
  readonly declared: boolean;
}

/** What was left out because people or a VEX document said so; how Trivy names its sort. */
export const MODIFIED: Readonly<Record<string, keyof typeof READERS>> = {
  vulnerability: 'Vulnerabilities',
  misconfiguration: 'Misconfigurations',
  secret: 'Secrets',
  license: 'Licenses',
};

/** How each list of a result is read; undefined is a row without what names it. */
export const READERS = {
  Vulnerabilities: vulnerable,
  Misconfigurations: misconfigured,
  Secrets: secret,
  Licenses: licensed,
} as const satisfies Record<
  string,
  (item: Members, place: Place, status?: ResultStatus) => Reading | undefined
>;

function vulnerable(item: Members, { resource }: Place, status?: ResultStatus): Result | undefined {
  const word = asString(item.Severity);
  const score = scoreOf(item);
  const name = asString(item.PkgName);
  return vulnerability({
    ids: [...asStrings(item.VulnerabilityID), ...asStrings(item.VendorIDs)],
    title: asString(item.Title) ?? asString(item.Description),
    // Where no source rates it in words, a score says more than `UNKNOWN`.
    severity: word === 'UNKNOWN' && score !== undefined ? undefined : word,
    score,
    package: name
      ? {
          name,
          version: asString(item.InstalledVersion),
          purl: asString(member(item, 'PkgIdentifier', 'PURL')),
        }
      : undefined,
    fixed: asString(item.FixedVersion),
    resource,
    status: status ?? (item.Status === 'not_affected' ? 'skipped' : undefined),
  });
}

function scoreOf(item: Members): number | undefined {
  const scores = Object.values(asObject(item.CVSS) ?? {}).flatMap(
    (cvss) =>
      asNumber(member(cvss, 'V40Score')) ??
      asNumber(member(cvss, 'V3Score')) ??
      asNumber(member(cvss, 'V2Score')) ??
      [],
  );
  return scores.length > 0 ? Math.max(...scores) : undefined;
}

function misconfigured(item: Members, place: Place, status?: ResultStatus): Result | undefined {
  const id = checkId(item);
  if (!id) return undefined;
  const cause = asString(member(item, 'CauseMetadata', 'Resource'));
  const stated = item.Status === 'EXCEPTION' ? 'skipped' : checkStatus(asString(item.Status));
  return checkResult({
    id,
    title: asString(item.Title),
    status: status ?? stated ?? 'fail',
    severity: asString(item.Severity),
    resource: place.resource,
    location: [place.target, cause].filter(Boolean).join(': ') || undefined,
    message: asString(item.Message) ?? asString(item.Resolution),
    declared: place.declared,
  });
}

/** `AVD-DS-0002` of older versions is `DS-0002` of newer ones; a check of one's own has no such id. */
function checkId(item: Members): string | undefined {
  const avd = asString(item.AVDID);
  return (avd && avd !== 'N/A' ? avd : asString(item.ID))?.trim().replace(/^AVD-/, '') || undefined;
}

/** `Match` and `Code` hold the secret or what is around it: they are never read. */
function secret(item: Members, { target, resource }: Place, status?: ResultStatus): Result | undefined {
  const rule = asString(item.RuleID);
  if (!rule) return undefined;
  const word = asString(item.Severity);
  const found = secretFinding({
    rule,
    title: asString(item.Title),
    file: target,
    severity: severityOf(word),
    toolSeverity: word,
    status,
  });
  return resource ? { ...found, resource } : found;
}

/** Categories of licences that Trivy lets pass, and the one that it cannot say anything of. */
const LICENCES: Readonly<Record<string, ResultStatus>> = {
  notice: 'pass',
  permissive: 'pass',
  unencumbered: 'pass',
  unknown: 'skipped',
};

function licensed(item: Members, { resource }: Place, status?: ResultStatus): Result | undefined {
  const name = asString(item.Name);
  if (!name) return undefined;
  const category = asString(item.Category) ?? 'unknown';
  return checkResult({
    id: `license:${name}`,
    title: `License ${name}, ${category}`,
    status: status ?? (Object.hasOwn(LICENCES, category) ? LICENCES[category] : undefined) ?? 'fail',
    severity: asString(item.Severity),
    resource,
    location: asString(item.PkgName) ?? asString(item.FilePath),
  });
}

/** A package of the list that `--list-all-pkgs` adds, and newer versions without it. */
export function componentOf(item: Members, resource: ResourceRef | undefined): Reading | undefined {
  const name = asString(item.Name);
  if (!name) return undefined;
  const release = asString(item.Release);
  const version = asString(item.Version);
  const purl = asString(member(item, 'Identifier', 'PURL'));
  const licence = asStrings(item.Licenses).join(' AND ');
  return {
    kind: 'component',
    name,
    ...(version && { version: release ? `${version}-${release}` : version }),
    ...(purl && { purl }),
    ...(licence && { licence }),
    ...(resource && { resource }),
  };
}

/** Of a finding that was left out: `fixed` passes, all else is open no more. */
export function modifiedStatus(item: Members): ResultStatus {
  return item.Status === 'fixed' ? 'pass' : 'skipped';
}

/** The lists of a result, with their names. */
export function* listsOf(result: Members): Generator<[name: keyof typeof READERS, rows: readonly unknown[]]> {
  for (const name of ['Vulnerabilities', 'Misconfigurations', 'Secrets', 'Licenses'] as const)
    yield [name, asArray(result[name])];
}
