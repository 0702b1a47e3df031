import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asBoolean,
  asInstant,
  asInteger,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { advisoryIds, vulnerability } from '../shared/vulnerability.ts';
import { projectRef } from './project.ts';
import { type Shape, shapeOf } from './shape.ts';

const TOOL = 'Dependency-Track';

/**
 * Findings of a project, exported (File Packaging Format) or from the API (`/api/v1/finding/project/UUID`), and
 * projects with their metrics (`/api/v1/project`).
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDependencyTrack(document: Document): AsyncGenerator<Reading> {
  const shape = shapeOf(document.head) ?? { sort: 'export', pattern: '/findings/*', first: undefined };
  yield* shape.sort === 'projects' ? projects(document, shape) : findings(document, shape);
}

async function* findings(document: Document, { sort, pattern, first }: Shape): AsyncGenerator<Reading> {
  const root = asObject(document.head.json);
  const at = asInstant(member(root, 'meta', 'timestamp'));
  const version = asString(member(root, 'meta', 'version'));
  const target = projectRef(asObject(root?.project) ?? projectOf(first));
  yield {
    kind: 'envelope',
    tool: { name: TOOL, ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    // The API answers in pages.
    complete: sort === 'export',
  };
  const components = new Set<string>();
  let count = 0;
  for await (const { pointer, item } of listed(document, [pattern])) {
    const project = sort === 'export' ? undefined : projectRef(projectOf(item));
    // The API lists findings of all projects, too.
    const resource = project && project.keys[0] !== target?.keys[0] ? project : undefined;
    const found = item && finding(item, resource);
    if (!found) {
      yield { kind: 'problem', where: pointer, why: 'Expected a finding with a vulnId.' };
      continue;
    }
    const component = componentOf(asObject(item.component) ?? {}, resource, components);
    if (component) yield component;
    if (found.status === 'fail') count += 1;
    yield found;
  }
  yield scanPractice('patch', count, 'vulnerabilities');
}

/** The project that a finding of the API says its component is in. */
function projectOf(item: Members | undefined): Members {
  const component = asObject(item?.component);
  return { uuid: component?.project, name: component?.projectName, version: component?.projectVersion };
}

function finding(item: Members, resource: ResourceRef | undefined): Result | undefined {
  const found = asObject(item.vulnerability);
  const component = asObject(item.component);
  const name = asString(component?.name);
  const aliases = asArray(found?.aliases).flatMap((alias) => asString(member(alias, 'cveId')) ?? []);
  return vulnerability({
    ids: advisoryIds(asString(found?.vulnId), aliases),
    title: asString(found?.title) ?? asString(found?.description),
    severity: asString(found?.severity),
    score:
      asNumber(found?.cvssV4Score) ?? asNumber(found?.cvssV3BaseScore) ?? asNumber(found?.cvssV2BaseScore),
    package: name
      ? { name, version: asString(component?.version), purl: asString(component?.purl) }
      : undefined,
    resource,
    status: statusOf(asObject(item.analysis)),
  });
}

/** What people decided (`AnalysisState`). */
function statusOf(analysis: Members | undefined): ResultStatus {
  const state = asString(analysis?.state);
  if (state === 'RESOLVED') return 'pass';
  const closed = state === 'FALSE_POSITIVE' || state === 'NOT_AFFECTED';
  return closed || asBoolean(analysis?.isSuppressed) ? 'skipped' : 'fail';
}

/** Each component once, whatever number of vulnerabilities it has. */
function componentOf(
  component: Members,
  resource: ResourceRef | undefined,
  seen: Set<string>,
): Reading | undefined {
  const name = asString(component.name);
  if (!name) return undefined;
  const version = asString(component.version);
  const purl = asString(component.purl);
  const key = asString(component.uuid) ?? purl ?? `${name}@${version ?? ''}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  return {
    kind: 'component',
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(resource && { resource }),
  };
}

/** Projects as resources; one that was analysed, or whose bill came in, was tested then. */
async function* projects(document: Document, { pattern }: Shape): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: TOOL } };
  for await (const { pointer, item } of listed(document, [pattern])) {
    const project = item && projectRef(item);
    if (!item || !project) {
      yield { kind: 'problem', where: pointer, why: 'Expected a project with a uuid.' };
      continue;
    }
    // A project that was put aside is history.
    if (asBoolean(item.active) === false) continue;
    yield { kind: 'resource', ...project };
    const at =
      asInstant(item.lastVulnerabilityAnalysis, 'milliseconds') ??
      asInstant(item.lastBomImport, 'milliseconds');
    if (at === undefined) continue;
    const metrics = asObject(item.metrics);
    const note = noteOf(asInteger(metrics?.components), asInteger(metrics?.vulnerabilities));
    yield { kind: 'practice', aspect: 'patch', output: 'test', at, subject: project, note };
  }
}

function noteOf(components: number | undefined, vulnerabilities: number | undefined): string {
  if (vulnerabilities === undefined) return 'bill of materials analysed';
  const found = `${vulnerabilities} vulnerabilities`;
  return components === undefined ? found : `${components} components, ${found}`;
}
