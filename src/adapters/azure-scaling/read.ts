import type { Document } from '../../formats/document.ts';
import {
  asArray,
  asBoolean,
  asInteger,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { azureId, azureItem, azureRef } from '../shared/azure-item.ts';
import { elements } from '../shared/elements.ts';
import { ownerOf } from '../shared/owner.ts';
import { scalingDeclared, scalingResults } from '../shared/scaling.ts';

/** What an element is, by its id, and a member that tells a full description from a mention. */
export function kindOf(item: Members): 'setting' | 'set' | undefined {
  const type = azureId(asString(item.id))?.type ?? '';
  const flat = azureItem(item);
  if (/^Microsoft\.Insights\/autoscaleSettings$/i.test(type))
    return 'profiles' in flat ? 'setting' : undefined;
  if (/^Microsoft\.Compute\/virtualMachineScaleSets$/i.test(type)) {
    return 'upgradePolicy' in flat || 'virtualMachineProfile' in flat ? 'set' : undefined;
  }
  return undefined;
}

/**
 * Autoscale settings and scale sets (Azure REST API: Autoscale Settings, Virtual Machine Scale Sets), flat as
 * the command line prints them or under `properties`.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAzureScaling(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Azure' } };
  const accounts = accountsOnce();
  for await (const { pointer, item } of elements(document, ['value'])) {
    const kind = item && kindOf(item);
    if (!item || !kind) {
      yield { kind: 'problem', where: pointer, why: 'Expected an autoscale setting or a scale set.' };
      continue;
    }
    const flat = azureItem(item);
    yield* accounts(azureId(asString(flat.id))?.account);
    yield* kind === 'setting' ? setting(flat, pointer) : scaleSet(flat);
  }
}

function* scaleSet(item: Members): Generator<Reading> {
  const id = asString(item.id) ?? '';
  const of = serviceRef(id);
  if (!of) return;
  const tags = tagsOf(item.tags);
  const owner = ownerOf(tags);
  const account = azureId(id)?.account;
  const region = asString(item.location);
  yield {
    kind: 'resource',
    ...of,
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(tags && { tags }),
  };
  yield scalingDeclared(of, `Azure scale set ${of.name ?? ''}`.trim());
  const capacity = asInteger(member(item, 'sku', 'capacity'));
  const probe = member(item, 'virtualMachineProfile', 'networkProfile', 'healthProbe', 'id');
  const repairs = asBoolean(member(item, 'automaticRepairsPolicy', 'enabled')) ?? false;
  yield* scalingResults({
    rules: 'azure-scale-set',
    of,
    zones: asArray(item.zones).length,
    min: capacity,
    health: repairs || asString(probe) !== undefined,
  });
}

function* setting(item: Members, pointer: string): Generator<Reading> {
  const id = asString(item.id) ?? '';
  const target = asString(item.targetResourceUri) ?? asString(item.targetResourceId);
  const of = target ? serviceRef(target) : undefined;
  if (!of) {
    yield { kind: 'problem', where: `${pointer}/targetResourceUri`, why: 'Expected what is scaled.' };
    return;
  }
  const account = azureId(target)?.account;
  yield { kind: 'resource', ...of, ...(account && { account }) };
  const enabled = asBoolean(item.enabled) ?? true;
  // A profile for some hours may go lower or higher than the one for the rest: the least and the most count.
  let [min, max]: [number | undefined, number | undefined] = [undefined, undefined];
  for (const element of asArray(item.profiles)) {
    const capacity = asObject(asObject(element)?.capacity);
    const [low, high] = [asInteger(capacity?.minimum), asInteger(capacity?.maximum)];
    if (low !== undefined) min = Math.min(min ?? low, low);
    if (high !== undefined) max = Math.max(max ?? high, high);
  }
  const name = asString(item.name) ?? azureId(id)?.names.at(-1) ?? id;
  const title = `${name}: ${min ?? '?'} to ${max ?? '?'} instances`;
  yield { kind: 'rule', type: 'scaling', id, title, enabled, resource: of };
  if (enabled) yield scalingDeclared(of, `Azure autoscale setting ${name}`);
  yield* scalingResults({ rules: 'azure-autoscale', of, min, max, enabled });
}

/** Whatever is scaled answers requests together, whatever Azure calls it. */
function serviceRef(id: string): ResourceRef | undefined {
  const ref = azureRef(id);
  return ref && { ...ref, type: 'service' };
}

function tagsOf(value: unknown): Record<string, string> | undefined {
  const tags: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(asObject(value) ?? {})) {
    if (typeof text === 'string') tags[name] = text;
  }
  return Object.keys(tags).length > 0 ? tags : undefined;
}
