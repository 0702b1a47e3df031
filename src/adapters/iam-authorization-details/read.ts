import type { Document } from '../../formats/document.ts';
import { asString, type Members } from '../../formats/schema.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn, parseArn } from '../shared/arn.ts';
import { awsItems } from '../shared/aws-answer.ts';
import { group, role, user } from './identity.ts';
import { type Admins, allowsEverything, attachedArns, defaultDocument, isAdmin } from './policy.ts';

/** How the elements of each list are read, and which member names them. */
const LISTS: Readonly<
  Record<
    string,
    {
      name: string;
      read: (item: Members, arn: string, name: string, admins: Admins) => Generator<Reading>;
    }
  >
> = {
  UserDetailList: { name: 'UserName', read: user },
  RoleDetailList: { name: 'RoleName', read: role },
  GroupDetailList: { name: 'GroupName', read: group },
};

/**
 * Users, roles and groups (AWS IAM API Reference: GetAccountAuthorizationDetails). Policies may stand after
 * those that they are attached to, so the document is read twice.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAuthorizationDetails(document: Document): AsyncGenerator<Reading> {
  const admins = await adminsIn(document);
  yield { kind: 'envelope', tool: { name: 'AWS IAM' } };
  const accounts = accountsOnce();
  let listed = 0;
  let account: ResourceRef | undefined;
  for await (const { list, pointer, item } of awsItems(document, Object.keys(LISTS))) {
    const reader = LISTS[list];
    if (!reader) continue;
    const arn = asString(item?.Arn);
    const name = asString(item?.[reader.name]);
    if (!item || !arn || !name || !parseArn(arn)) {
      yield { kind: 'problem', where: pointer, why: `Expected an \`Arn\` and a \`${reader.name}\`.` };
      continue;
    }
    const key = accountOfArn(arn);
    yield* accounts(key);
    if (key) account ??= { type: 'account', keys: [key] };
    yield* reader.read(item, arn, name, admins);
    listed += 1;
  }
  if (listed === 0) return;
  yield {
    kind: 'practice',
    aspect: 'access',
    output: 'test',
    ...(account && { subject: account }),
    note: `IAM listed ${listed} users, roles and groups`,
  };
}

async function adminsIn(document: Document): Promise<Admins> {
  const policies = new Set<string>();
  const groups = new Set<string>();
  const attached = new Map<string, readonly string[]>();
  for await (const { list, item } of awsItems(document, ['Policies', 'GroupDetailList'])) {
    const arn = asString(item?.Arn);
    if (!item || !arn) continue;
    if (list === 'Policies') {
      if (allowsEverything(defaultDocument(item))) policies.add(arn);
      continue;
    }
    const name = asString(item.GroupName);
    if (!name) continue;
    if (isAdmin(item.AttachedManagedPolicies, item.GroupPolicyList, policies)) groups.add(name);
    else attached.set(name, attachedArns(item.AttachedManagedPolicies));
  }
  for (const [name, arns] of attached) if (arns.some((arn) => policies.has(arn))) groups.add(name);
  return { policies, groups };
}
