import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { declaredAspect, declaredRule, keepsBackups } from './declared.ts';
import { type Instance, resourceOf } from './resource.ts';

/**
 * A state (version 3 or 4, or `terraform show -json`) or a plan (`terraform show -json PLAN`), HashiCorp's
 * "JSON Output Format". A state says what code keeps: a deploy practice, and each resource reaches deploy. A
 * plan only says what would change. A state does not say when it was written; a plan does since 1.5.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readTerraform(document: Document): AsyncGenerator<Reading> {
  const root = asObject(document.head.json);
  const plan = root !== undefined && ('planned_values' in root || 'resource_changes' in root);
  const head = await headOf(document);
  yield {
    kind: 'envelope',
    tool: { name: head.tool, ...(head.version && { version: head.version }) },
    ...(head.at !== undefined && { at: head.at }),
    complete: false,
  };
  const accounts = accountsOnce();
  const declared = new Map<AspectId, number>();
  let count = 0;
  for await (const found of plan ? changes(document) : instances(document)) {
    if ('kind' in found) {
      yield found;
      continue;
    }
    count += 1;
    const resource = resourceOf(found);
    yield* accounts(resource.account);
    yield plan ? { ...resource, reaches: [] } : resource;
    const aspect = declaredAspect(found.type) ?? (keepsBackups(found) > 0 ? 'backup' : undefined);
    if (aspect) declared.set(aspect, (declared.get(aspect) ?? 0) + 1);
    yield* declaredRule(found);
  }
  for (const [aspect, number] of declared) {
    yield { kind: 'practice', aspect, output: 'test', declared: true, note: `${number} resources set it up` };
  }
  if (count > 0 || plan) {
    const note = plan ? `a plan over ${count} resources` : `${count} resources in the state`;
    yield { kind: 'practice', aspect: 'deploy', output: 'test', note, ...(plan && { declared: true }) };
  }
}

async function headOf(
  document: Document,
): Promise<{ tool: string; version: string | undefined; at: Instant | undefined }> {
  const head: { tool: string; version: string | undefined; at: Instant | undefined } = {
    tool: 'Terraform',
    version: undefined,
    at: undefined,
  };
  for await (const { pattern, value } of streamJson(document, ['/terraform_version', '/timestamp'])) {
    if (pattern === '/timestamp') head.at = asInstant(value);
    else head.version = asString(value);
  }
  return head;
}

/** Managed instances of a state: version 4, `show -json`, or version 3. */
async function* instances(document: Document): AsyncGenerator<Instance | Reading> {
  const patterns = [
    '/resources/*',
    '/values/root_module/resources/*',
    '/values/root_module/child_modules/*',
    '/modules/*',
  ];
  for await (const { pattern, pointer, value } of streamJson(document, patterns)) {
    const item = asObject(value);
    if (!item) yield { kind: 'problem', where: pointer, why: 'expected a resource' };
    else if (pattern === '/resources/*') yield* stateResource(item, pointer);
    else if (pattern === '/modules/*') yield* version3(item);
    else if (pattern.endsWith('child_modules/*')) yield* moduleResources(item, 0);
    else yield* shown(item);
  }
}

function* stateResource(item: Members, pointer: string): Generator<Instance | Reading> {
  if (item['mode'] === 'data') return;
  const type = asString(item['type']);
  if (!type) {
    yield { kind: 'problem', where: pointer, why: 'expected a resource with a type' };
    return;
  }
  const within = asString(item['module']);
  const base = `${within ? `${within}.` : ''}${type}.${asString(item['name']) ?? ''}`;
  for (const each of asArray(item['instances'])) {
    const key = member(each, 'index_key');
    const address = key === undefined ? base : `${base}[${JSON.stringify(key)}]`;
    yield { address, type, attributes: asObject(member(each, 'attributes')) ?? {} };
  }
}

function* version3(item: Members): Generator<Instance> {
  for (const [address, value] of Object.entries(asObject(item['resources']) ?? {})) {
    const type = asString(member(value, 'type'));
    if (!type || address.startsWith('data.')) continue;
    yield { address, type, attributes: asObject(member(value, 'primary', 'attributes')) ?? {} };
  }
}

function* shown(item: Members): Generator<Instance> {
  const type = asString(item['type']);
  if (!type || item['mode'] === 'data') return;
  yield { address: asString(item['address']) ?? type, type, attributes: asObject(item['values']) ?? {} };
}

function* moduleResources(item: Members, depth: number): Generator<Instance> {
  for (const each of asArray(item['resources'])) {
    const resource = asObject(each);
    if (resource) yield* shown(resource);
  }
  if (depth > 50) return;
  for (const child of asArray(item['child_modules'])) {
    const inner = asObject(child);
    if (inner) yield* moduleResources(inner, depth + 1);
  }
}

/** What a plan would change; what it would delete or only read is left out. */
async function* changes(document: Document): AsyncGenerator<Instance | Reading> {
  for await (const { pointer, value } of streamJson(document, ['/resource_changes/*'])) {
    const item = asObject(value);
    const type = asString(item?.['type']);
    if (!item || !type) {
      yield { kind: 'problem', where: pointer, why: 'expected a change with a type' };
      continue;
    }
    const actions = asArray(member(item, 'change', 'actions'));
    if (item['mode'] === 'data' || (actions.length === 1 && actions[0] === 'delete')) continue;
    const after = asObject(member(item, 'change', 'after')) ?? {};
    yield { address: asString(item['address']) ?? type, type, attributes: after };
  }
}
