import {
  asArray,
  asInteger,
  asNumber,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { secretFinding } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';
import { advisoryIds, vulnerability } from '../shared/vulnerability.ts';

/** A suppressed finding is open no more; a closed one is mended, or its resource is gone. */
const STATUSES: Readonly<Record<string, ResultStatus>> = { CLOSED: 'pass', SUPPRESSED: 'skipped' };

/** The results of a finding for one resource: one for each package, else one. */
export function resultsOf(item: Members, resource: ResourceRef | undefined): Result[] {
  const word = asString(item.status) ?? '';
  const status = (Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined) ?? 'fail';
  const packages = asObject(item.packageVulnerabilityDetails);
  if (packages) return vulnerable(item, packages, resource, status);
  const network = asObject(item.networkReachabilityDetails);
  if (network) return [reachable(item, network, resource, status)];
  const code = asObject(item.codeVulnerabilityDetails);
  return code ? [weakCode(item, code, resource, status)] : [];
}

function vulnerable(
  item: Members,
  details: Members,
  resource: ResourceRef | undefined,
  status: ResultStatus,
): Result[] {
  const scores = asArray(details.cvss).flatMap((cvss) => asNumber(member(cvss, 'baseScore')) ?? []);
  const held = asArray(details.vulnerablePackages);
  return (held.length > 0 ? held : [undefined]).flatMap((each) => {
    const name = asString(member(each, 'name'));
    const fixed = asString(member(each, 'fixedInVersion'));
    return (
      vulnerability({
        ids: advisoryIds(asString(details.vulnerabilityId), asStrings(details.relatedVulnerabilities)),
        title: asString(item.title),
        severity: asString(item.severity),
        score: asNumber(item.inspectorScore) ?? (scores.length > 0 ? Math.max(...scores) : undefined),
        package: name ? { name, version: versionOf(asObject(each) ?? {}) } : undefined,
        fixed: fixed === 'NotAvailable' ? undefined : fixed,
        resource,
        status,
      }) ?? []
    );
  });
}

/** `epoch:version-release`, as packages of systems have it. */
function versionOf(held: Members): string | undefined {
  const version = asString(held.version);
  if (!version) return undefined;
  const epoch = asInteger(held.epoch);
  const release = asText(held.release);
  return `${epoch ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}`;
}

/** A port that can be reached from outside. */
function reachable(
  item: Members,
  details: Members,
  resource: ResourceRef | undefined,
  status: ResultStatus,
): Result {
  const begin = asText(member(details.openPortRange, 'begin'));
  const end = asText(member(details.openPortRange, 'end'));
  const ports = begin === end ? begin : `${begin ?? ''}-${end ?? ''}`;
  return checkResult({
    id: 'network-reachability',
    title: 'A port can be reached from outside',
    status,
    severity: asString(item.severity),
    resource,
    location: [asString(details.protocol), ports].filter(Boolean).join(' ') || undefined,
    message: asString(item.title),
  });
}

/** A weakness in code by its detector; of a secret in code nothing but that it is there. */
function weakCode(
  item: Members,
  details: Members,
  resource: ResourceRef | undefined,
  status: ResultStatus,
): Result {
  const id = asString(details.detectorId) ?? asString(details.ruleId) ?? 'code-vulnerability';
  const name = asString(details.detectorName);
  const file =
    asString(member(details.filePath, 'filePath')) ?? asString(member(details.filePath, 'fileName'));
  const word = asString(item.severity);
  if (/secret|credential|password/i.test(`${id} ${name ?? ''}`)) {
    const found = secretFinding({
      rule: id,
      title: name,
      file,
      status,
      severity: severityOf(word),
      toolSeverity: word,
    });
    return resource ? { ...found, resource } : found;
  }
  return checkResult({
    id,
    title: name ?? asString(item.title),
    status,
    severity: word,
    resource,
    location: file,
    aspect: 'cicd',
  });
}
