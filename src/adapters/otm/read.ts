import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import { arnKey, type Key, otherKey } from '../../records/key.ts';
import type { Reading, Resource } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';
import { isPersonal, namedService } from '../shared/threat-model.ts';
import { readTree, type Tree } from '../shared/tree.ts';
import { threatPlans } from './threats.ts';

/**
 * The model as a plan, its components as resources, its threats as plans. The format has no date: the caller's
 * counts. Source: Open Threat Model 0.2.0 (otm_schema.json); 0.1.0 differs in nothing that is read here.
 * @throws Refusal `invalid` where it names no project, `malformed`, `truncated`, `too-large`
 */
export async function* readOtm(document: Document): AsyncGenerator<Reading> {
  const tree = await readTree(document);
  const root = asObject(tree.root) ?? {};
  const project = asObject(root['project']);
  const id = asText(project?.['id']) ?? asText(project?.['name']);
  if (!project || id === undefined) {
    throw new Refusal(
      'invalid',
      'Expected the id of the project.',
      { file: document.path, field: '/project/id' },
      'Export the threat model again, or name its project.',
    );
  }
  const title = oneLine(asText(project['name']) ?? id, 200);
  const owner = asString(project['owner']);
  const version = asText(root['otmVersion']);
  yield { kind: 'envelope', tool: { name: 'OTM', ...(version !== undefined && { version }) } };
  yield {
    kind: 'plan',
    type: 'threat-model',
    id,
    title,
    ...(owner !== undefined && { owner: oneLine(owner) }),
  };
  const components = asArray(root['components']);
  yield* componentsOf(components, id, root, tree);
  yield* threatPlans(root, tree);
  // A project without components is the beginning of a model, not one that was worked out.
  if (!components.some((component) => asText(asObject(component)?.['id']))) return;
  yield {
    kind: 'practice',
    aspect: 'threat-modeling',
    output: 'test',
    automation: 'manual',
    reference: id,
    note: `modelled the threats of ${oneLine(title, 70)}`,
  };
}

function* componentsOf(
  components: readonly unknown[],
  project: string,
  root: Members,
  tree: Tree,
): Generator<Reading> {
  const personal = personalAssets(root);
  const reached = reachedFromInternet(root);
  for (const [index, each] of components.entries()) {
    const component = asObject(each);
    const id = asText(component?.['id']);
    if (!component || id === undefined) {
      yield {
        kind: 'problem',
        where: tree.where(['components', index]),
        why: 'expected the id of a component, found none',
      };
      continue;
    }
    const name = oneLine(asText(component['name']) ?? id, 200);
    const assets = asObject(component['assets']);
    const handled = [...asArray(assets?.['processed']), ...asArray(assets?.['stored'])];
    const resource: Resource = {
      kind: 'resource',
      type: 'component',
      keys: keysOf(project, id, name, asText(component['type']) ?? ''),
      name,
      reaches: ['threat-modeling'],
      ...(handled.some((asset) => personal.has(asText(asset) ?? '')) && { pii: true }),
      ...(reached.has(id) && { public: true }),
    };
    yield resource;
  }
}

const SERVICE =
  /service|server|\bapp|application|api|gateway|balancer|container|lambda|function|\becs\b|\beks\b/i;
const CLIENT = /client|browser|external|actor|person/i;

function keysOf(project: string, id: string, name: string, type: string): Key[] {
  const keys = [otherKey('otm', `${project}/${id}`)];
  const service = SERVICE.test(type) && !CLIENT.test(type) ? namedService(name) : undefined;
  if (service !== undefined) keys.push(service);
  // Names of S3 buckets are unique in all of AWS.
  if (/^(aws[-_ ])?s3([-_ ]bucket)?$/i.test(type) && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    keys.push(arnKey(`arn:aws:s3:::${name}`));
  }
  return keys;
}

/** Ids of assets that are about persons: by their words. How confidential they are does not say it. */
function personalAssets(root: Members): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const each of asArray(root['assets'])) {
    const asset = asObject(each);
    const id = asText(asset?.['id']);
    const isPublic = asObject(asset?.['risk'])?.['confidentiality'] === 0;
    if (
      id !== undefined &&
      !isPublic &&
      isPersonal(asString(asset?.['name']), asString(asset?.['description']))
    ) {
      ids.add(id);
    }
  }
  return ids;
}

/** Ids of components that something in a zone of the internet sends data to, and that stand in no such zone. */
function reachedFromInternet(root: Members): ReadonlySet<string> {
  const zones = new Set<string>();
  for (const each of asArray(root['trustZones'])) {
    const zone = asObject(each);
    const id = asText(zone?.['id']);
    const names = [asString(zone?.['type']), asString(zone?.['name'])];
    if (id !== undefined && names.some((name) => /^(the )?(public )?internet$/i.test(name?.trim() ?? '')))
      zones.add(id);
  }
  const outside = new Set<string>();
  for (const each of asArray(root['components'])) {
    const component = asObject(each);
    const id = asText(component?.['id']);
    const zone = asText(asObject(component?.['parent'])?.['trustZone']);
    if (id !== undefined && zone !== undefined && zones.has(zone)) outside.add(id);
  }
  const reached = new Set<string>();
  for (const each of asArray(root['dataflows'])) {
    const flow = asObject(each);
    const source = asText(flow?.['source']) ?? '';
    const destination = asText(flow?.['destination']);
    if (destination !== undefined && outside.has(source) && !outside.has(destination))
      reached.add(destination);
  }
  return reached;
}
