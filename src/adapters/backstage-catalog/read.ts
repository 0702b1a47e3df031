import type { Document } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Problem, Reading, ResourceRef, Result } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { listed } from '../shared/listing.ts';
import { isEntity, repositoryResource, type Thing, thingOf } from './entity.ts';

/**
 * Entities as things with owners. Nothing in a catalogue is dated: the caller's time counts.
 * @throws Refusal `invalid` where nothing in it is an entity; `malformed`, `truncated`, `too-large`
 */
export async function* readBackstage(document: Document): AsyncGenerator<Reading> {
  // Only a running catalogue answers in JSON.
  const live = document.head.shape === 'json' || document.head.shape === 'ndjson';
  yield { kind: 'envelope', tool: { name: 'Backstage' } };
  const repositories = new Set<string>();
  let entities = 0;
  let things = 0;
  let owned = 0;
  for await (const { where, value } of entitiesOf(document, live)) {
    if (!isEntity(value)) {
      yield { kind: 'problem', where, why: 'expected an entity of the catalogue, found another value' };
      continue;
    }
    entities += 1;
    const thing = thingOf(asObject(value) ?? {}, live);
    if (thing === undefined) continue;
    if ('why' in thing) {
      const problem: Problem = { kind: 'problem', where, why: thing.why };
      yield problem;
      continue;
    }
    things += 1;
    if (thing.owner !== undefined) owned += 1;
    yield thing.resource;
    yield* resultsOf(thing);
    if (thing.repository !== undefined && !repositories.has(thing.repository)) {
      repositories.add(thing.repository);
      yield repositoryResource(thing.repository, thing.owner, live);
    }
  }
  if (entities === 0 && !live) {
    const next = 'Hand in a catalog-info.yaml.';
    throw new Refusal('invalid', 'The file holds no entity of a catalogue.', { file: document.path }, next);
  }
  if (things === 0) return;
  yield {
    kind: 'practice',
    aspect: 'inventory',
    output: 'test',
    ...(!live && { declared: true }),
    note: `the catalogue lists ${things} ${things === 1 ? 'thing' : 'things'}`,
  };
  if (owned === 0) return;
  yield {
    kind: 'practice',
    aspect: 'threat-modeling',
    output: 'test',
    declared: true,
    note: `the catalogue names the owners of ${owned} of ${things}`,
  };
}

function* resultsOf({ resource, owner, onCall }: Thing): Generator<Result> {
  const { type, keys, name } = resource;
  const about: ResourceRef = { type, keys, ...(name !== undefined && { name }) };
  yield {
    kind: 'result',
    aspect: 'threat-modeling',
    rule: { id: 'threat-modeling.entity-has-owner', title: 'The catalogue names the owner' },
    status: owner === undefined ? 'fail' : 'pass',
    severity: 'low',
    declared: true,
    resource: about,
  };
  // Without the annotation nothing is known: support may be named elsewhere.
  if (!onCall) return;
  yield {
    kind: 'result',
    aspect: 'threat-modeling',
    rule: { id: 'threat-modeling.support-is-named', title: 'The catalogue names who is on call' },
    status: 'pass',
    severity: 'low',
    declared: true,
    resource: about,
  };
}

/** Entities of a catalogue, each with its place. @param live served by a running catalogue: JSON */
export async function* entitiesOf(
  document: Document,
  live: boolean,
): AsyncGenerator<{ where: string; value: Members | unknown }> {
  if (!live) {
    for (const { value, line } of await readYaml(document)) {
      if (value === null || value === undefined) continue;
      const list = Array.isArray(value) ? asArray(value) : [value];
      for (const [index, each] of list.entries()) {
        yield { where: `line ${line(Array.isArray(value) ? [index] : []) ?? 1}`, value: each };
      }
    }
    return;
  }
  const root = document.head.json;
  const pattern = isEntity(root) && document.head.shape === 'json' ? '' : undefined;
  const wrapped = Array.isArray(member(root, 'items')) ? '/items/*' : '/*';
  for await (const { pointer, item } of listed(document, [pattern ?? wrapped])) {
    yield { where: pointer, value: item };
  }
}
