import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { listed } from '../shared/listing.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { secretScan } from '../shared/secret-finding.ts';
import { componentOf, listsOf, MODIFIED, modifiedStatus, type Place, READERS } from './findings.ts';
import { CLUSTER_LISTS, shapeOf } from './shape.ts';
import { HEAD, imageOfResult, inCluster, type ReportHead, targetOf, timeOf } from './target.ts';

/** What the lists of a result are evidence of. */
const ASPECTS = {
  Vulnerabilities: 'patch',
  Misconfigurations: 'configuration',
  Secrets: 'secrets',
  Licenses: 'configuration',
} as const satisfies Record<keyof typeof READERS, AspectId>;

/** What a result is evidence of, also where it found nothing (Trivy, `pkg/types`, "ResultClass"). */
const CLASSES: ReadonlyMap<string, AspectId> = new Map([
  ['os-pkgs', 'patch'],
  ['lang-pkgs', 'patch'],
  ['config', 'configuration'],
  ['license', 'configuration'],
  ['license-file', 'configuration'],
  ['secret', 'secrets'],
]);

/** How many findings of each aspect that was looked at. */
type Counts = Map<AspectId, number>;

/**
 * Findings and packages of an image, repository, folder, machine image, account or cluster (Trivy,
 * `--format json`): `SchemaVersion` 2, the bare array before it, and `trivy k8s`.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readTrivy(document: Document): AsyncGenerator<Reading> {
  const shape = shapeOf(document.head);
  const head: Record<string, unknown> = Object.create(null);
  if (shape !== 'array')
    for await (const { pattern, value } of streamJson(document, HEAD)) head[pattern] = value;
  yield envelopeOf(head, shape === 'array' ? imageOfResult(firstResult(document)) : targetOf(head));
  const counts: Counts = new Map();
  // Packages of an image or a machine are always looked at.
  if (/^(container_image|vm)$/.test(asString(head['/ArtifactType']) ?? '')) counts.set('patch', 0);
  if (shape === 'cluster') yield* clusterOf(document, asString(head['/ClusterName']), counts);
  else {
    const declared = /^(repository|filesystem)$/.test(asString(head['/ArtifactType']) ?? '');
    for await (const { pointer, item } of listed(document, [shape === 'array' ? '/*' : '/Results/*']))
      yield* resultOf(item, pointer, { resource: undefined, declared }, counts);
  }
  for (const [aspect, count] of counts) {
    if (aspect === 'secrets') yield secretScan(count);
    else yield scanPractice(aspect, count, aspect === 'patch' ? 'vulnerabilities' : 'checks');
  }
}

function envelopeOf(head: ReportHead, target: ResourceRef | undefined): Reading {
  const at = timeOf(head);
  const version = asString(head['/Trivy/Version']);
  return {
    kind: 'envelope',
    tool: { name: 'Trivy', ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(target && { target }),
    // Of a cluster, a scan may look at one namespace or workload alone.
    complete: target?.type !== 'cluster',
  };
}

function firstResult(document: Document): Members | undefined {
  return asObject(asArray(document.head.json)[0]);
}

async function* clusterOf(
  document: Document,
  cluster: string | undefined,
  counts: Counts,
): AsyncGenerator<Reading> {
  const known = new Set<string>();
  for await (const { pointer, item } of listed(
    document,
    CLUSTER_LISTS.map((name) => `/${name}/*`),
  )) {
    const resource = item && inCluster(item, cluster);
    if (!item || !resource) {
      yield { kind: 'problem', where: pointer, why: 'Expected a resource with a Kind and a Name.' };
      continue;
    }
    const key = resource.keys[0] ?? '';
    if (resource.type !== 'other' && !known.has(key)) {
      known.add(key);
      yield { kind: 'resource', ...resource };
    }
    for (const [index, each] of asArray(item.Results).entries())
      yield* resultOf(asObject(each), `${pointer}/Results/${index}`, { resource, declared: false }, counts);
  }
}

/** Findings and packages of one result, which is of one file, image layer or sort of package. */
function* resultOf(
  result: Members | undefined,
  pointer: string,
  around: Omit<Place, 'target'>,
  counts: Counts,
): Generator<Reading> {
  if (!result) {
    yield { kind: 'problem', where: pointer, why: 'Expected a result.' };
    return;
  }
  const place: Place = { ...around, target: asString(result.Target) };
  const looked = CLASSES.get(asString(result.Class) ?? '');
  if (looked) counts.set(looked, counts.get(looked) ?? 0);
  // Before classes, `null` says that nothing was found.
  else if ('Vulnerabilities' in result) counts.set('patch', counts.get('patch') ?? 0);
  for (const each of asArray(result.Packages)) {
    const component = componentOf(asObject(each) ?? {}, place.resource);
    if (component) yield component;
  }
  for (const [name, rows] of listsOf(result)) {
    for (const [index, each] of rows.entries()) {
      const reading = READERS[name](asObject(each) ?? {}, place);
      if (reading) {
        counts.set(ASPECTS[name], (counts.get(ASPECTS[name]) ?? 0) + 1);
        yield reading;
      } else
        yield { kind: 'problem', where: `${pointer}/${name}/${index}`, why: 'Expected a row with an id.' };
    }
  }
  yield* leftOut(result, place);
}

/** Findings that were left out, by `.trivyignore` or VEX: Trivy names them with `--show-suppressed`. */
function* leftOut(result: Members, place: Place): Generator<Reading> {
  for (const each of asArray(result.ExperimentalModifiedFindings)) {
    const item = asObject(each);
    const sort = asString(item?.Type) ?? '';
    const list = Object.hasOwn(MODIFIED, sort) ? MODIFIED[sort] : undefined;
    const finding = asObject(item?.Finding);
    const reading = item && list && finding && READERS[list](finding, place, modifiedStatus(item));
    if (reading) yield reading;
  }
}
