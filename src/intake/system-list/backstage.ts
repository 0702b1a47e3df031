import { isEntity, thingOf } from '../../adapters/backstage-catalog/entity.ts';
import { entitiesOf } from '../../adapters/backstage-catalog/read.ts';
import type { Document } from '../../formats/document.ts';
import { asObject, asString, asStrings, asText, type Members, member } from '../../formats/schema.ts';
import { repositoryKey } from '../../records/key.ts';
import { Refusal } from '../../records/refusal.ts';
import { type ListedSystem, MOST_LISTED, type SystemList, unusable } from './listed.ts';

const PUBLIC = new Set(['public', 'internet-facing', 'external', 'public-facing']);
const INTERNAL = new Set(['internal', 'private']);
const PERSONAL = new Set(['pii', 'personal-data', 'gdpr']);
const LIFECYCLE =
  'Whether a system is in production follows from exposure, data and cost, and cannot be declared.';

interface Entity {
  where: string;
  kind: string;
  /** Lower case, without `default/`. */
  ref: string;
  title: string;
  members: Members;
}

/**
 * Reads systems from a Backstage catalogue: each System, and each Component that is part of none. A Component of a
 * System gives that its keys. Groups name teams. Source: Backstage, "Descriptor Format of Catalog Entities".
 * @throws Refusal `invalid` where it holds no entity; `malformed`, `truncated`, `too-large`
 */
export async function readSystemsBackstage(document: Document): Promise<SystemList> {
  const list: SystemList = { from: 'backstage', systems: [], refused: [], passedOver: [] };
  const entities = await read(document, list);
  const teams = new Map(entities.flatMap(({ kind, ref, title }) => (kind === 'group' ? [[ref, title]] : [])));
  const byRef = new Map<string, ListedSystem>();
  for (const entity of entities.filter(({ kind }) => kind === 'system'))
    byRef.set(entity.ref, systemOf(entity, entity.title, teams));
  for (const entity of entities.filter(({ kind }) => kind === 'component')) {
    const part = asString(member(entity.members, 'spec', 'system'))?.trim();
    const ref = part ? refOf(part) : `component ${entity.ref}`;
    const said = systemOf(entity, part ? plain(part) : entity.title, teams);
    const known = byRef.get(ref);
    byRef.set(ref, known ? { ...known, keys: [...new Set([...known.keys, ...said.keys])] } : said);
  }
  if (entities.some(({ members }) => member(members, 'spec', 'lifecycle') !== undefined))
    list.passedOver.push({ what: 'spec.lifecycle', why: LIFECYCLE });
  for (const system of byRef.values()) {
    const why = unusable(system);
    if (why === undefined) list.systems.push(system);
    else list.refused.push({ where: system.where, why });
  }
  return list;
}

async function read(document: Document, list: SystemList): Promise<Entity[]> {
  const found: Entity[] = [];
  const live = document.head.shape === 'json' || document.head.shape === 'ndjson';
  for await (const { where, value } of entitiesOf(document, live)) {
    const members = asObject(value);
    if (!members || !isEntity(value)) {
      list.refused.push({ where, why: 'This is no entity of a Backstage catalogue.' });
      continue;
    }
    const name = asText(member(members, 'metadata', 'name'))?.trim();
    if (!name) {
      list.refused.push({ where, why: 'The entity has no name.' });
      continue;
    }
    const display = asString(member(members, 'spec', 'profile', 'displayName'))?.trim();
    const title = asString(member(members, 'metadata', 'title'))?.trim() || display || name;
    const namespace = asText(member(members, 'metadata', 'namespace'))?.trim() || 'default';
    const kind = asString(members['kind'])?.toLowerCase() ?? '';
    found.push({ where, kind, ref: refOf(`${namespace}/${name}`), title, members });
    if (found.length > MOST_LISTED)
      throw new Refusal(
        'too-large',
        `The catalogue has more than ${MOST_LISTED} entities.`,
        { file: document.path },
        'Part it.',
      );
  }
  if (found.length > 0) return found;
  throw new Refusal(
    'invalid',
    'The file holds no entity of a catalogue.',
    { file: document.path },
    'Hand in a catalog-info.yaml.',
  );
}

function systemOf(
  { where, members }: Entity,
  name: string,
  teams: ReadonlyMap<string, string>,
): ListedSystem {
  const thing = thingOf(members, false);
  const own = thing && !('why' in thing) ? thing : undefined;
  const tags = asStrings(member(members, 'metadata', 'tags')).map((tag) => tag.toLowerCase());
  const owner = asString(member(members, 'spec', 'owner'))?.trim();
  // A person owns it, or a group does: of neither kind is a group (Backstage, "spec.owner").
  const person = own?.owner !== undefined && /^user:/i.test(owner ?? '');
  const team = person || own?.owner === undefined ? undefined : (teams.get(refOf(owner ?? '')) ?? own.owner);
  return {
    where,
    name,
    team,
    owners: person && own?.owner !== undefined ? [{ name: own.owner, reach: undefined }] : undefined,
    support: undefined,
    public: tags.some((tag) => PUBLIC.has(tag))
      ? true
      : tags.some((tag) => INTERNAL.has(tag))
        ? false
        : undefined,
    pii: tags.some((tag) => PERSONAL.has(tag)) ? true : undefined,
    monthlyCost: undefined,
    keys: own
      ? [...own.resource.keys, ...(own.repository === undefined ? [] : [repositoryKey(own.repository)])]
      : [],
  };
}

/** A reference without its kind and the default namespace, in lower case. */
function refOf(reference: string): string {
  return plain(reference).toLowerCase();
}

function plain(reference: string): string {
  return reference
    .trim()
    .replace(/^\w+:/, '')
    .replace(/^default\//i, '');
}
