import {
  asArray,
  asBoolean,
  asObject,
  asString,
  asStrings,
  asText,
  type Members,
} from '../../formats/schema.ts';
import { type Key, otherKey } from '../../records/key.ts';
import type { Problem, Resource } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import { isPersonal, namedService } from '../shared/threat-model.ts';
import type { Tree } from '../shared/tree.ts';

/** Technologies (schema.json, technical_assets) that answer requests under a name of their own. */
const SERVICE =
  /^(web-(application|server|service-rest|service-soap)|ejb|application-server|gateway|api-gateway|identity-provider|message-queue|stream-processing|service-mesh|service-registry|reverse-proxy|load-balancer|waf|function|container-platform|erp|cms|search-engine|report-engine|ai|ml|iot-.*)$/;

/** The technical assets, each a component of the model. */
export function* componentsOf(root: Members, model: string, tree: Tree): Generator<Resource | Problem> {
  const personal = personalData(root);
  const reached = reachedFromInternet(root);
  for (const [title, each] of Object.entries(asObject(root['technical_assets']) ?? {})) {
    const asset = asObject(each);
    const id = asText(asset?.['id']);
    if (!asset || id === undefined) {
      const where = tree.where(['technical_assets', title]);
      yield { kind: 'problem', where, why: 'expected the id of a technical asset, found none' };
      continue;
    }
    const name = oneLine(title, 200);
    const owner = asString(asset['owner']);
    const handled = [...asStrings(asset['data_assets_processed']), ...asStrings(asset['data_assets_stored'])];
    const isOutside = asset['type'] === 'external-entity';
    yield {
      kind: 'resource',
      type: 'component',
      keys: keysOf(asset, model, id, name),
      name,
      // What is out of scope is drawn, and not modelled.
      ...(asBoolean(asset['out_of_scope']) !== true && { reaches: ['threat-modeling'] }),
      ...(owner !== undefined && { owner: oneLine(owner) }),
      ...(handled.some((data) => personal.has(data)) && { pii: true }),
      ...(!isOutside && (asBoolean(asset['internet']) === true || reached.has(id)) && { public: true }),
    };
  }
}

function keysOf(asset: Members, model: string, id: string, name: string): Key[] {
  const keys = [otherKey('threagile', `${model}/${id}`)];
  const technologies = [...asStrings(asset['technology']), ...asStrings(asset['technologies'])];
  const isService = asset['type'] !== 'external-entity' && technologies.some((each) => SERVICE.test(each));
  const service = isService ? namedService(name) : undefined;
  return service === undefined ? keys : [...keys, service];
}

/** Ids of data assets that are about persons: by their words. How confidential they are does not say it. */
function personalData(root: Members): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [title, each] of Object.entries(asObject(root['data_assets']) ?? {})) {
    const data = asObject(each);
    const id = asText(data?.['id']);
    const words = [title, asString(data?.['description']), ...asArray(data?.['tags']).map(asString)];
    if (id !== undefined && data?.['confidentiality'] !== 'public' && isPersonal(...words)) ids.add(id);
  }
  return ids;
}

/** Ids of assets to which something on the internet talks other than through a VPN. */
function reachedFromInternet(root: Members): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const each of Object.values(asObject(root['technical_assets']) ?? {})) {
    const asset = asObject(each);
    if (asBoolean(asset?.['internet']) !== true) continue;
    for (const link of Object.values(asObject(asset?.['communication_links']) ?? {})) {
      const target = asText(asObject(link)?.['target']);
      if (target !== undefined && asBoolean(asObject(link)?.['vpn']) !== true) reached.add(target);
    }
  }
  return reached;
}
