import { asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import { accountKey, cloudKey, imageKey, type Key, otherKey, repositoryKey } from '../../records/key.ts';
import type { Resource, ResourceRef, ResourceType } from '../../records/record.ts';
import { accountOfArn, awsResource, parseArn } from '../shared/arn.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { azureId, azureRef } from '../shared/azure-item.ts';
import { ownerOf } from '../shared/owner.ts';

const TYPES: Readonly<Record<string, ResourceType>> = {
  AWS_EC2_INSTANCE: 'host',
  AWS_ECR_CONTAINER_IMAGE: 'image',
  AWS_ECR_REPOSITORY: 'other',
  AWS_LAMBDA_FUNCTION: 'function',
  CODE_REPOSITORY: 'repository',
};

/** What Inspector looks at; `details` holds what it knows of it besides, whichever call tells. */
export function inspected(
  id: string | undefined,
  type: string | undefined,
  details: unknown,
): ResourceRef | undefined {
  const bare = id?.trim();
  if (!bare) return undefined;
  const project = asObject(member(details, 'codeRepository'));
  if (project) return repository(bare, project);
  const known = type !== undefined && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  const azure = azureRef(bare);
  if (azure) return azure;
  if (!parseArn(bare)) return { type: known ?? 'other', keys: [cloudKey('aws', bare)], name: bare };
  // A version of a function, such as `$LATEST`, is the function.
  const ref = awsResource(bare.replace(/^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):.*$/s, '$1'));
  const digest = /:repository\/([^:]+)\/(sha256:[0-9a-f]{64})$/i.exec(bare);
  if (digest?.[2])
    return { type: 'image', keys: [imageKey(digest[2]), ...ref.keys], name: digest[1] ?? bare };
  return { ...ref, type: known ?? ref.type };
}

/** Code that is scanned where it is kept; its host is known for GitHub, where the name says its owner. */
function repository(id: string, project: Members): ResourceRef {
  const name = asString(project.projectName);
  const provider = asString(project.providerType);
  const isGitHub = provider === 'GITHUB' && name !== undefined && /^[\w.-]+\/[\w.-]+$/.test(name);
  return {
    type: 'repository',
    keys: [...(isGitHub ? [repositoryKey(`github.com/${name}`)] : []), otherKey('aws-inspector', id)],
    ...(name && { name }),
  };
}

/** The account of a row: what holds the resource, where its id says so, else the one that is told. */
export function accountOf(told: unknown, id: string | undefined): Key | undefined {
  const azure = azureId(id);
  if (azure) return azure.account;
  const account = asText(told);
  return account ? accountKey('aws', account) : accountOfArn(id);
}

/** A resource as a record, with its account, region and tags. */
export function described(
  ref: ResourceRef,
  account: Key | undefined,
  region: string | undefined,
  tagged: unknown,
): Resource {
  const tags = awsTags(tagged);
  const owner = ownerOf(tags);
  return {
    kind: 'resource',
    ...ref,
    ...(account && { account }),
    ...(region && { region }),
    ...(owner && { owner }),
    ...(tags && { tags }),
  };
}
