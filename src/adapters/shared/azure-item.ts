import { asObject, type Members } from '../../formats/schema.ts';
import { accountKey, cloudKey, type Key } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';
import { resourceTypeOf } from './resource-type.ts';

/** Parts of an Azure resource id. */
export interface AzureId {
  account: Key;
  /** Empty where the id names no resource group. */
  group: string;
  /** Namespace and types, e.g. `Microsoft.Sql/servers/databases`. */
  type: string;
  /** Names of the resource and those that hold it, outermost first. */
  names: readonly string[];
}

/** The parts of an id such as `/subscriptions/…/resourceGroups/…/providers/…`; undefined for other text. */
export function azureId(text: string | undefined): AzureId | undefined {
  const match = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?\/providers\/([^?#\s]+)$/i.exec(
    text?.trim() ?? '',
  );
  if (!match) return undefined;
  const [, subscription = '', group = '', path = ''] = match;
  const [namespace = '', ...steps] = path.split('/');
  return {
    account: accountKey('azure', subscription),
    group,
    type: [namespace, ...steps.filter((_, index) => index % 2 === 0)].join('/'),
    names: steps.filter((_, index) => index % 2 === 1),
  };
}

/** The resource that an id names. */
export function azureRef(id: string): ResourceRef | undefined {
  const parts = azureId(id);
  const name = parts?.names.at(-1);
  if (!parts || !name) return undefined;
  return { type: resourceTypeOf(parts.type), keys: [cloudKey('azure', id)], name };
}

/** Whatever an id names: a subscription as the account that it is, a resource, or something that holds resources. */
export function azureThing(id: string): ResourceRef {
  const account = /^\/subscriptions\/([^/]+)\/?$/i.exec(id)?.[1];
  if (account) return { type: 'account', keys: [accountKey('azure', account)] };
  const name = id.split('/').at(-1) ?? id;
  return azureRef(id) ?? { type: 'other', keys: [cloudKey('azure', id)], name };
}

/** An item with its `properties` beside its own members: the REST API nests what the command line flattens. */
export function azureItem(item: Members): Members {
  return { ...asObject(item.properties), ...item };
}
