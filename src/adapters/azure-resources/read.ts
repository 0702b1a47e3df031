import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { accountKey, cloudKey, type Key } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';
import { PATTERNS, RECORDED } from './lists.ts';

/**
 * Resources as Azure Resource Graph and Azure Resource Manager answer (Azure REST API: Resources, Deployments),
 * bare, in `value` or `data`, in the older table form, or as a recording of such answers. Deployments are
 * infrastructure that was put in place by a template.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAzureResources(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Azure' } };
  const accounts = accountsOnce(['inventory']);
  let count = 0;
  let names: string[] = [];
  for await (const { pattern, pointer, value } of streamJson(document, PATTERNS)) {
    if (pattern.endsWith('/columns')) {
      names = asArray(value).map((column) => asString(member(column, 'name')) ?? '');
      continue;
    }
    const items = pattern.endsWith('/rows/*') ? [rowOf(names, value)] : itemsOf(value, pattern);
    for (const item of items) {
      const found = item && resourceOf(item);
      if (!found) {
        // A recording holds answers of every sort; a list has to hold resources.
        if (!pattern.startsWith(RECORDED))
          yield { kind: 'problem', where: pointer, why: 'Expected a resource with its id.' };
        continue;
      }
      count += 1;
      for (const reading of found) {
        if (reading.kind === 'resource') yield* accounts(reading.account);
        yield reading;
      }
    }
  }
  if (count > 0)
    yield { kind: 'practice', aspect: 'inventory', output: 'test', note: `${count} Azure resources listed` };
}

/** An answer's list, or the one resource that it is. */
function itemsOf(value: unknown, pattern: string): (Members | undefined)[] {
  if (pattern !== RECORDED) return [asObject(value)];
  const root = asObject(value);
  const table = asObject(root?.data);
  if (table && Array.isArray(table.rows)) {
    const names = asArray(table.columns).map((column) => asString(member(column, 'name')) ?? '');
    return table.rows.map((row) => rowOf(names, row));
  }
  const list = root?.value ?? root?.data;
  return Array.isArray(list) ? list.map(asObject) : [root];
}

function rowOf(names: readonly string[], row: unknown): Members {
  const members: Record<string, unknown> = Object.create(null);
  for (const [index, cell] of asArray(row).entries()) members[names[index] ?? ''] = cell;
  return members;
}

function resourceOf(item: Members): Reading[] | undefined {
  const id = asString(item.id);
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(id ?? '')?.[1];
  if (!id || !subscription) return undefined;
  const account: Key = accountKey('azure', subscription);
  if (/^\/subscriptions\/[^/]+\/?$/.test(id)) {
    const name = asString(item.displayName) ?? asString(item.name);
    return [
      { kind: 'resource', type: 'account', keys: [account], reaches: ['inventory'], ...(name && { name }) },
    ];
  }
  if (/\/providers\/Microsoft\.Resources\/deployments\//i.test(id)) return deploymentOf(item, id, account);
  // Groups and providers are where resources are kept, not resources.
  const type = asString(item.type) ?? typeIn(id);
  if (!type) return [];
  const tags = awsTags(item.tags);
  const owner = ownerOf(tags);
  const name = asString(item.name);
  const region = asString(item.location);
  return [
    {
      kind: 'resource',
      type: resourceTypeOf(type),
      keys: [cloudKey('azure', id)],
      account,
      reaches: ['inventory'],
      ...(name && { name }),
      ...(region && { region }),
      ...(owner && { owner }),
      ...(tags && { tags }),
    },
  ];
}

/** `…/providers/Microsoft.Compute/virtualMachines/NAME`; undefined for a group or a provider itself. */
function typeIn(id: string): string | undefined {
  const parts = id.split('/providers/').at(-1)?.split('/') ?? [];
  return id.includes('/providers/') && parts.length >= 3 ? `${parts[0]}/${parts[1]}` : undefined;
}

function deploymentOf(item: Members, id: string, account: Key): Reading[] {
  const state = asString(member(item.properties, 'provisioningState'));
  const at = asInstant(member(item.properties, 'timestamp'));
  const name = asString(item.name) ?? id;
  const when = at === undefined ? {} : { at };
  const subject = { type: 'account' as const, keys: [account] };
  if (state === 'Failed') {
    return [
      {
        kind: 'event',
        type: 'failed-run',
        aspect: 'deploy',
        ...when,
        title: `deployment ${name} failed`,
        resource: subject,
      },
    ];
  }
  if (state !== 'Succeeded') return [];
  const made = asArray(member(item.properties, 'outputResources')).flatMap(
    (each) => asString(member(each, 'id')) ?? [],
  );
  return [
    ...made.map(
      (each): Reading => ({
        kind: 'resource',
        type: resourceTypeOf(typeIn(each)),
        keys: [cloudKey('azure', each)],
        account,
        reaches: ['deploy'],
        ...when,
      }),
    ),
    {
      kind: 'practice',
      aspect: 'deploy',
      output: 'test',
      ...when,
      subject,
      reference: name,
      note: `deployed ${name} from a template`,
    },
  ];
}
