import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { accountKey, arnKey, cloudKey, imageKey, type Key, otherKey } from '../../records/key.ts';
import type { ResourceRef, ResourceType } from '../../records/record.ts';
import { awsResource } from '../shared/arn.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';

/** A resource of a finding, and what the finding says of it besides. */
export interface Found extends ResourceRef {
  account?: Key;
  region?: string;
  owner?: string;
  pii?: boolean;
  tags?: Readonly<Record<string, string>>;
}

const ACCOUNT = /^AWS::::Account:(\d{12})$/i;

/** The resources that a finding is about; those without an id are left out. */
export function resourcesOf(finding: Members, account: Key | undefined): Found[] {
  const personal = asArray(finding.Types).some(
    (type) => typeof type === 'string' && /^Sensitive Data Identifications\/(PII|Personal)/i.test(type),
  );
  return asArray(finding.Resources).flatMap((each) => {
    const item = asObject(each);
    const ref = item && refOf(item);
    if (!ref) return [];
    if (ref.type === 'account') return [ref];
    const region = asString(item.Region);
    const tags = awsTags(item.Tags);
    const owner = ownerOf(tags);
    return [
      {
        ...ref,
        ...(account && { account }),
        ...(region && { region }),
        ...(owner && { owner }),
        ...(personal && { pii: true }),
        ...(tags && { tags }),
      },
    ];
  });
}

function refOf(item: Members): ResourceRef | undefined {
  const id = asString(item.Id)?.trim();
  if (!id) return undefined;
  const named = asString(item.Type);
  const account = ACCOUNT.exec(id)?.[1] ?? (named === 'AwsAccount' && /^\d{12}$/.test(id) ? id : undefined);
  if (account) return { type: 'account', keys: [accountKey('aws', account)] };
  const ref = id.startsWith('arn:') ? awsResource(id) : plain(id);
  const type = typeOf(named, ref.type);
  const digest = asString(member(item, 'Details', 'AwsEcrContainerImage', 'ImageDigest')) ?? id;
  if (type === 'image' && /sha256:[0-9a-f]{64}/i.test(digest))
    return { ...ref, type, keys: [...ref.keys, imageKey(digest)] };
  return { ...ref, type };
}

/** What the finding calls it, which may be special; else what its ARN says. */
function typeOf(named: string | undefined, byArn: ResourceType): ResourceType {
  const type = resourceTypeOf(named);
  return type === 'other' || byArn === 'database' ? byArn : type;
}

function plain(id: string): ResourceRef {
  if (/^[a-z]+-[0-9a-f]{8,17}$/.test(id)) return { type: 'other', keys: [cloudKey('aws', id)], name: id };
  if (/^arn:/i.test(id)) return { type: 'other', keys: [arnKey(id)], name: id };
  return { type: 'other', keys: [otherKey('aws', id)], name: id };
}
