import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { accountKey, cloudKey, type Key } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { type Listing, listed } from '../shared/listing.ts';
import { ownerOf } from '../shared/owner.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

const PATTERNS = ['/*', '/assets/*', '/results/*', '/deployments/*'];

/** Exports, answers of `assets.list` and of `searchAllResources`, and deployments of Deployment Manager. */
export const LISTINGS: readonly Listing[] = [
  ...['/*', '/assets/*'].flatMap((pattern) => [
    { pattern, members: ['name', 'asset_type'] },
    { pattern, members: ['name', 'assetType'] },
  ]),
  { pattern: '/results/*', members: ['name', 'assetType'] },
  ...['/*', '/deployments/*'].map((pattern) => ({
    pattern,
    members: ['fingerprint', 'insertTime', 'manifest', 'operation'],
  })),
];

/**
 * Assets of a project or organization (Cloud Asset Inventory: export, assets.list, searchAllResources), and
 * deployments of Deployment Manager, which Google ended in 2026.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGcpAssets(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Google Cloud Asset Inventory' } };
  const accounts = accountsOnce(['inventory']);
  let count = 0;
  const wrapped = !Array.isArray(document.head.json) && document.head.shape !== 'ndjson';
  for await (const { pointer, item } of listed(document, wrapped ? PATTERNS.slice(1) : ['/*'])) {
    if (item && 'operation' in item && 'manifest' in item) {
      yield* deployment(item);
      continue;
    }
    const name = asString(item?.name);
    const type = asString(item?.asset_type) ?? asString(item?.assetType);
    if (!item || !name || !type) {
      yield { kind: 'problem', where: pointer, why: 'Expected an asset with a name and an asset type.' };
      continue;
    }
    const account = projectOf(item, name);
    yield* accounts(account);
    count += 1;
    yield asset(item, name, type, account);
  }
  if (count > 0)
    yield {
      kind: 'practice',
      aspect: 'inventory',
      output: 'test',
      note: `${count} Google Cloud assets listed`,
    };
}

function asset(item: Members, name: string, type: string, account: Key | undefined): Reading {
  const data = asObject(member(item.resource, 'data'));
  const tags = awsTags(item.labels ?? data?.labels);
  const owner = ownerOf(tags);
  const label = asString(item.displayName) ?? asString(data?.name) ?? name.split('/').at(-1) ?? name;
  const region = asString(item.location) ?? asString(member(item.resource, 'location'));
  const link = asString(data?.selfLink);
  const keys = [cloudKey('gcp', name), ...(link ? [cloudKey('gcp', link)] : [])];
  return {
    kind: 'resource',
    type: type === 'cloudresourcemanager.googleapis.com/Project' ? 'account' : resourceTypeOf(type),
    keys: type === 'cloudresourcemanager.googleapis.com/Project' && account ? [account] : keys,
    name: label,
    reaches: ['inventory'],
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(tags && { tags }),
  };
}

function projectOf(item: Members, name: string): Key | undefined {
  const project =
    /\/projects\/([^/]+)/.exec(name)?.[1] ?? /^projects\/([^/]+)/.exec(asString(item.project) ?? '')?.[1];
  return project === undefined ? undefined : accountKey('gcp', project);
}

function* deployment(item: Members): Generator<Reading> {
  const at =
    asInstant(member(item.operation, 'endTime')) ?? asInstant(item.updateTime) ?? asInstant(item.insertTime);
  const name = asString(item.name) ?? 'without a name';
  const when = at === undefined ? {} : { at };
  if (asObject(member(item.operation, 'error'))) {
    yield {
      kind: 'event',
      type: 'failed-run',
      aspect: 'deploy',
      ...when,
      title: `deployment ${name} failed`,
    };
    return;
  }
  if (asString(member(item.operation, 'status')) !== 'DONE') return;
  yield {
    kind: 'practice',
    aspect: 'deploy',
    output: 'test',
    ...when,
    reference: name,
    note: `deployed ${name} from a configuration`,
  };
}
