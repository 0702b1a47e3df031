import { asObject, asString, asStrings, asText, type Members, member } from '../../formats/schema.ts';
import { type Key, otherKey, repositoryKey, serviceKey } from '../../records/key.ts';
import type { Resource, ResourceType } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

/** Kinds that are things; the others are people, groups, places and templates. */
const THINGS = new Set(['component', 'system', 'resource', 'api']);
/** Types of components that answer requests (docs, "spec.type" of a Component). */
const ANSWERS = /^(service|website|web|frontend|backend|api|server|application|app|function|worker)$/i;
const ON_CALL =
  /^(pagerduty\.com\/(integration-key|service-id)|opsgenie\.com\/|splunk\.com\/on-call|victorops\.com\/|ilert\.com\/|firehydrant\.com\/|grafana\/oncall)/;
/** Owners that stand for nobody. */
const NOBODY = /^(?:(?:user|group):)?(?:default\/)?(unknown|guests?|none|todo|tbd|n\/a|nobody)$/i;

/** Whether a value is an entity of the catalogue, of any kind and any version. */
export function isEntity(value: unknown): boolean {
  const entity = asObject(value);
  const version = asString(entity?.['apiVersion']) ?? '';
  return /^(?:[\w-]+\.)*backstage\.io\//.test(version) && asString(entity?.['kind']) !== undefined;
}

/** An entity that is a thing. */
export interface Thing {
  resource: Resource;
  /** Its repository, where its annotations name it. */
  repository: string | undefined;
  owner: string | undefined;
  /** An on-call service is annotated. */
  onCall: boolean;
}

/**
 * The thing that an entity is; undefined for other kinds, or the reason why it cannot be used. Source:
 * Backstage, "Descriptor Format of Catalog Entities" and "Well-known Annotations".
 * @param live served by a running catalogue, which then is an inventory
 */
export function thingOf(entity: Members, live: boolean): Thing | { why: string } | undefined {
  const kind = asString(entity['kind'])?.toLowerCase() ?? '';
  if (!THINGS.has(kind)) return undefined;
  const name = asText(member(entity, 'metadata', 'name'))?.trim();
  if (!name) return { why: 'expected the name of the entity, found none' };
  const spec = asObject(entity['spec']) ?? {};
  const annotations = asObject(member(entity, 'metadata', 'annotations')) ?? {};
  const namespace = asText(member(entity, 'metadata', 'namespace'))?.trim() || 'default';
  const written = asString(spec['owner'])?.trim();
  const owner = written && !NOBODY.test(written) ? plain(written) : undefined;
  const type = typeOf(kind, asString(spec['type']));
  const keys: Key[] = [otherKey('backstage', `${kind}:${namespace}/${name}`.toLowerCase())];
  if (type === 'service') keys.push(serviceKey(name));
  return {
    resource: {
      kind: 'resource',
      type,
      keys,
      name: oneLine(asString(member(entity, 'metadata', 'title')) ?? name, 200),
      ...(live && { reaches: ['inventory'] as const }),
      ...(owner !== undefined && { owner }),
      ...tagsOf(entity, spec),
    },
    repository: repositoryOf(annotations),
    owner,
    onCall: Object.keys(annotations).some((each) => ON_CALL.test(each)),
  };
}

function typeOf(kind: string, type: string | undefined): ResourceType {
  if (kind === 'component') return type !== undefined && ANSWERS.test(type) ? 'service' : 'component';
  if (kind === 'resource') return resourceTypeOf(type);
  return kind === 'api' ? 'component' : 'other';
}

/** `group:default/web` is `web`. */
function plain(reference: string): string {
  return oneLine(reference.replace(/^(user|group):/i, '').replace(/^default\//i, ''));
}

function tagsOf(entity: Members, spec: Members): Pick<Resource, 'tags'> {
  const tags: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(asObject(member(entity, 'metadata', 'labels')) ?? {})) {
    if (typeof value === 'string') tags[oneLine(name)] = oneLine(value, 200);
  }
  for (const name of ['type', 'lifecycle', 'system', 'domain']) {
    const value = asString(spec[name]);
    if (value !== undefined) tags[name] = oneLine(value, 200);
  }
  const words = asStrings(member(entity, 'metadata', 'tags'));
  if (words.length > 0) tags['tags'] = oneLine(words.join(','), 500);
  return Object.keys(tags).length > 0 ? { tags } : {};
}

const SLUGS = [
  ['github.com/project-slug', 'github.com'],
  ['gitlab.com/project-slug', 'gitlab.com'],
  ['bitbucket.org/project-slug', 'bitbucket.org'],
] as const;

/** The repository of an entity: as the slug of its host, or where its source or its own file stands. */
function repositoryOf(annotations: Members): string | undefined {
  for (const [name, host] of SLUGS) {
    const slug = asString(annotations[name])?.trim();
    if (slug && /^[\w.-]+(\/[\w.-]+)+$/.test(slug)) return `${host}/${slug}`;
  }
  for (const name of ['backstage.io/source-location', 'backstage.io/managed-by-location']) {
    const place = asString(annotations[name]) ?? '';
    const found = /^url:https?:\/\/(?:[^/@\s]+@)?([^/@\s]+\/[^\s?#]+)/i.exec(place)?.[1];
    if (found === undefined) continue;
    const address = found.replace(/\/(-\/)?(tree|blob|src|raw|edit)(\/.*)?$/s, '').replace(/(?<!\/)\/+$/, '');
    if (address.split('/').length >= 3) return address;
  }
  return undefined;
}

/** The repository as a thing of its own, owned by who owns what is in it. */
export function repositoryResource(address: string, owner: string | undefined, live: boolean): Resource {
  return {
    kind: 'resource',
    type: 'repository',
    keys: [repositoryKey(address)],
    name: address,
    ...(live && { reaches: ['inventory'] as const }),
    ...(owner !== undefined && { owner }),
  };
}
