import {
  asArray,
  asNumber,
  asObject,
  asString,
  asStrings,
  type Members,
  member,
} from '../../formats/schema.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Component, Reading, ResourceRef } from '../../records/record.ts';
import { has, objectsOf } from '../shared/products.ts';
import type { ScanReport } from '../shared/scan-report.ts';
import { advisoryIds, packageName, vulnerability } from '../shared/vulnerability.ts';

/** A tool that checks dependencies against what is known of them. */
export interface Audit extends ScanReport {
  /** Members that its report has together. */
  readonly signature: readonly string[];
  /** What the members must hold, where their names alone are not enough. */
  knows?(page: Members): boolean;
  /** JSON Pointers of the rows with `*`. */
  readonly rows: readonly string[];
  /** What a row says; undefined where it is none. */
  readings(row: Members): Reading[] | undefined;
}

/** Snyk CLI, `snyk test --json`; a list of these with `--all-projects`. */
const snyk: Audit = {
  name: 'Snyk',
  signature: ['vulnerabilities'],
  // What tells of the whole stands behind the vulnerabilities.
  knows(page) {
    if (has(page, 'ok', 'packageManager') || has(page, 'ok', 'dependencyCount')) return true;
    const first = asObject(asArray(page.vulnerabilities)[0]);
    return first !== undefined && has(first, 'id', 'title', 'from', 'packageName');
  },
  rows: ['/vulnerabilities/*', '/*/vulnerabilities/*', '/applications/*/vulnerabilities/*'],
  expects: 'a vulnerability with an id and a packageName',
  readings(row) {
    if (asString(row.type) === 'license') return [];
    const name = asString(row.packageName) ?? asString(row.moduleName);
    const id = asString(row.id);
    if (!name || !id) return undefined;
    const fixed = asStrings(row.fixedIn).join(', ');
    const found = vulnerability({
      ids: [...advisoryIds(id, asStrings(member(row.identifiers, 'CVE')))],
      title: asString(row.title),
      severity: asString(row.severity),
      score: asNumber(row.cvssScore),
      package: { name, version: asString(row.version) },
      ...(fixed && { fixed }),
    });
    return found && [found];
  },
};

/** OWASP Dependency-Check, report schema 1.1. */
const dependencyCheck: Audit = {
  name: 'OWASP Dependency-Check',
  signature: ['reportSchema', 'scanInfo', 'projectInfo'],
  rows: ['/dependencies/*'],
  version: '/scanInfo/engineVersion',
  at: '/projectInfo/reportDate',
  expects: 'a dependency with a fileName',
  readings(row) {
    const file = asString(row.fileName);
    if (!file) return undefined;
    const purl = asStrings(asArray(row.packages).map((each) => member(each, 'id'))).find((id) =>
      id.startsWith('pkg:'),
    );
    const version = purl?.split('@').at(-1)?.split(/[?#]/)[0];
    const held = { name: file, ...(purl && { purl, version }) };
    const component: Component[] = purl
      ? [{ kind: 'component', name: packageName(held), purl, ...(version && { version }) }]
      : [];
    const found = objectsOf(row.vulnerabilities).map((each) =>
      vulnerability({
        ids: [asString(each.name) ?? ''],
        severity: asString(each.severity),
        score: asNumber(member(each.cvssv3, 'baseScore')) ?? asNumber(member(each.cvssv2, 'score')),
        package: held,
      }),
    );
    return [...component, ...found.filter((each) => each !== undefined)];
  },
};

/** pip-audit, `--format json`. */
const pipAudit: Audit = {
  name: 'pip-audit',
  signature: ['dependencies'],
  knows(page) {
    const first = asObject(asArray(page.dependencies)[0]);
    return first !== undefined && ('vulns' in first || 'skip_reason' in first);
  },
  rows: ['/dependencies/*'],
  expects: 'a package with a name',
  readings(row) {
    const name = asString(row.name);
    if (!name) return undefined;
    // It is from elsewhere, and was not looked at.
    if ('skip_reason' in row) return [];
    const version = asString(row.version);
    const found = objectsOf(row.vulns).map((each) =>
      vulnerability({
        ids: [asString(each.id) ?? '', ...asStrings(each.aliases)],
        package: { name, version },
        fixed: asStrings(each.fix_versions).join(', ') || undefined,
      }),
    );
    const component: Component = { kind: 'component', name, ...(version && { version }) };
    return [component, ...found.filter((each) => each !== undefined)];
  },
};

/** The same before 2.0: a list of packages. */
const pipAuditList: Audit = {
  ...pipAudit,
  signature: ['name', 'version', 'vulns'],
  knows: () => true,
  rows: ['/*'],
};

/** cargo audit, `--json`. */
const cargoAudit: Audit = {
  name: 'cargo audit',
  signature: ['database', 'lockfile', 'vulnerabilities'],
  rows: ['/vulnerabilities/list/*'],
  expects: 'a vulnerability with an advisory and a package',
  readings(row) {
    const name = asString(member(row.package, 'name'));
    const id = asString(member(row.advisory, 'id'));
    if (!name || !id) return undefined;
    const found = vulnerability({
      ids: advisoryIds(id, asStrings(member(row.advisory, 'aliases'))),
      title: asString(member(row.advisory, 'title')),
      package: { name, version: asString(member(row.package, 'version')) },
      fixed: asStrings(member(row.versions, 'patched')).join(', ') || undefined,
    });
    return found && [found];
  },
};

/** GitHub REST API, "Dependabot alerts"; those of an organization name their repository. */
const dependabot: Audit = {
  name: 'Dependabot',
  signature: ['number', 'state', 'security_advisory', 'security_vulnerability'],
  rows: ['/*'],
  paged: true,
  expects: 'an alert with a security_advisory and a dependency',
  readings(row) {
    const held = asObject(member(row.dependency, 'package'));
    const name = asString(held?.name);
    const advisory = asObject(row.security_advisory);
    if (!name || !advisory) return undefined;
    const cve = asString(advisory.cve_id);
    const state = asString(row.state);
    const found = vulnerability({
      ids: [asString(advisory.ghsa_id) ?? '', ...(cve ? [cve] : [])],
      title: asString(advisory.summary),
      severity: asString(advisory.severity),
      package: { name },
      fixed: asString(member(row.security_vulnerability, 'first_patched_version', 'identifier')),
      resource: repositoryIn(row),
      status: state === 'fixed' ? 'pass' : state === 'open' ? 'fail' : 'skipped',
    });
    return found && [found];
  },
};

function repositoryIn(row: Members): ResourceRef | undefined {
  const address = asString(member(row.repository, 'html_url'));
  const name = asString(member(row.repository, 'full_name'));
  return address ? { type: 'repository', keys: [repositoryKey(address)], ...(name && { name }) } : undefined;
}

export const AUDITS: readonly Audit[] = [
  snyk,
  dependencyCheck,
  cargoAudit,
  dependabot,
  pipAudit,
  pipAuditList,
];
