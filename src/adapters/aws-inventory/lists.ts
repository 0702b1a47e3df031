import { asString, type Members, member } from '../../formats/schema.ts';
import { accountKey, arnKey, cloudKey, hostKey, type Key } from '../../records/key.ts';
import type { Resource, ResourceType, Rule } from '../../records/record.ts';
import { accountOfArn, awsResource, parseArn } from '../shared/arn.ts';
import { awsTags } from '../shared/aws-answer.ts';
import { ownerOf } from '../shared/owner.ts';

type Reader = (item: Members, account: Key | undefined) => (Resource | Rule)[] | undefined;

/** Lists whose elements have an ARN, or else an id that is told apart by its type alone. */
const PLAIN: readonly (readonly [list: string, member: string, type?: ResourceType])[] = [
  ['Subnets', 'SubnetId', 'network'],
  ['InternetGateways', 'InternetGatewayId', 'network'],
  ['NatGateways', 'NatGatewayId', 'network'],
  ['RouteTables', 'RouteTableId', 'network'],
  ['NetworkAcls', 'NetworkAclId', 'network'],
  ['NetworkInterfaces', 'NetworkInterfaceId', 'network'],
  ['TransitGateways', 'TransitGatewayId', 'network'],
  ['VpcEndpoints', 'VpcEndpointId', 'network'],
  ['VpcPeeringConnections', 'VpcPeeringConnectionId', 'network'],
  ['VpnConnections', 'VpnConnectionId', 'network'],
  ['Addresses', 'AllocationId', 'network'],
  ['Images', 'ImageId', 'image'],
  ['TargetGroups', 'TargetGroupArn'],
  ['ReplicationGroups', 'ARN'],
  ['Topics', 'TopicArn'],
  ['Keys', 'KeyArn'],
  ['logGroups', 'arn'],
  ['CertificateSummaryList', 'CertificateArn'],
  ['stateMachines', 'stateMachineArn'],
  ['tasks', 'taskArn'],
  ['containerInstances', 'containerInstanceArn'],
  ['WebACLs', 'ARN'],
];

/** Lists of nothing but ARNs. */
export const ARN_LISTS: readonly string[] = [
  'clusterArns',
  'serviceArns',
  'taskArns',
  'containerInstanceArns',
  'taskDefinitionArns',
];

/** Lists of answers, and a member that each element of them has. */
export const LISTS: readonly (readonly [list: string, member: string])[] = [
  ['Reservations', 'Instances'],
  ['Volumes', 'VolumeId'],
  ['Vpcs', 'VpcId'],
  ['SecurityGroups', 'GroupId'],
  ['Functions', 'FunctionArn'],
  ['LoadBalancers', 'LoadBalancerArn'],
  ['LoadBalancerDescriptions', 'LoadBalancerName'],
  ['Buckets', 'Name'],
  ['repositories', 'repositoryArn'],
  ['repositories', 'arn'],
  ['CacheClusters', 'CacheClusterId'],
  ['FileSystems', 'FileSystemId'],
  ['clusters', 'clusterArn'],
  ['services', 'serviceArn'],
  ['ResourceTagMappingList', 'ResourceARN'],
  ['Resources', 'Arn'],
  ['Accounts', 'Arn'],
  ['trailList', 'TrailARN'],
  ...PLAIN.map(([list, member]) => [list, member] as const),
];

export const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Reservations', (item, account) => [instance(item, account)].flatMap((each) => each ?? []) || undefined],
  ['Volumes', (item) => byId(item, 'VolumeId', 'volume')],
  ['Vpcs', (item) => byId(item, 'VpcId', 'network')],
  ['SecurityGroups', (item) => byId(item, 'GroupId', 'network')],
  ['Functions', (item) => byArn(item, 'FunctionArn')],
  ['LoadBalancers', (item) => byArn(item, 'LoadBalancerArn', { public: item.Scheme === 'internet-facing' })],
  ['LoadBalancerDescriptions', (item) => classicBalancer(item)],
  ['Buckets', bucket],
  ['repositories', (item) => byArn(item, 'repositoryArn') ?? byArn(item, 'arn')],
  ['CacheClusters', (item) => byArn(item, 'ARN') ?? byId(item, 'CacheClusterId', 'database')],
  ['FileSystems', (item) => byArn(item, 'FileSystemArn') ?? byId(item, 'FileSystemId', 'volume')],
  ['clusters', (item) => byArn(item, 'clusterArn')],
  ['services', (item) => byArn(item, 'serviceArn')],
  ['ResourceTagMappingList', (item) => byArn(item, 'ResourceARN')],
  ['Resources', (item) => byArn(item, 'Arn')],
  ['Accounts', accountOf],
  ['trailList', trail],
  ...PLAIN.map(([list, member, type]) => [list, plain(member, type)] as const),
  ...ARN_LISTS.map((list) => [list, (item: Members) => byArn(item, 'arn')] as const),
]);

/** What an element's ARN names, or its id with the type that ids of that kind have. */
function plain(name: string, type: ResourceType | undefined): Reader {
  return (item) => {
    if (!type) return byArn(item, name);
    const own = asString(item.OwnerId);
    // Images of others are what the account may start, not what it has.
    return type === 'image' && own === undefined ? [] : byId(item, name, type);
  };
}

function instance(item: Members, account: Key | undefined): Resource[] | undefined {
  const id = asString(item.InstanceId);
  if (!id) return undefined;
  // What was ended is listed for another hour, and is not there any more.
  if (asString(member(item.State, 'Name')) === 'terminated') return [];
  const tags = awsTags(item.Tags);
  const owner = ownerOf(tags);
  const host = asString(item.PrivateDnsName);
  const zone = asString(member(item.Placement, 'AvailabilityZone'));
  return [
    {
      kind: 'resource',
      type: 'host',
      keys: [cloudKey('aws', id), ...(host ? [hostKey(host)] : [])],
      name: tags?.Name ?? id,
      reaches: ['inventory'],
      public: asString(item.PublicIpAddress) !== undefined,
      ...(account && { account }),
      ...(zone && { region: zone.replace(/[a-z]$/, '') }),
      ...(owner && { owner }),
      ...(tags && { tags }),
    },
  ];
}

function byArn(item: Members, name: string, more: Pick<Resource, 'public'> = {}): Resource[] | undefined {
  // The ARN of a log group stands for its streams too: `…:log-group:/shop:*`.
  const arn = asString(item[name])?.replace(/:\*$/, '');
  const parts = arn === undefined ? undefined : parseArn(arn);
  if (!arn || !parts) return undefined;
  const account = accountOfArn(arn) ?? accountById(item.OwningAccountId);
  const region = parts.region || asString(item.Region);
  return [
    {
      kind: 'resource',
      ...awsResource(arn),
      ...facts(item),
      ...more,
      ...(account && { account }),
      ...(region && { region }),
    },
  ];
}

function byId(item: Members, name: string, type: ResourceType): Resource[] | undefined {
  const id = asString(item[name]);
  if (!id) return undefined;
  const account = accountById(item.OwnerId);
  return [
    {
      kind: 'resource',
      type,
      keys: [cloudKey('aws', id)],
      name: id,
      ...facts(item),
      ...(account && { account }),
    },
  ];
}

function facts(item: Members): Pick<Resource, 'reaches' | 'owner' | 'tags'> {
  const tags = awsTags(item.Tags ?? item.TagSet ?? item.tags);
  const owner = ownerOf(tags);
  return { reaches: ['inventory'], ...(owner && { owner }), ...(tags && { tags }) };
}

function bucket(item: Members): Resource[] | undefined {
  const name = asString(item.Name);
  return name
    ? [{ kind: 'resource', ...awsResource(`arn:aws:s3:::${name}`), reaches: ['inventory'] }]
    : undefined;
}

function classicBalancer(item: Members): Resource[] | undefined {
  const name = asString(item.LoadBalancerName);
  const host = asString(item.DNSName);
  if (!name || !host) return undefined;
  const open = item.Scheme === 'internet-facing';
  return [
    { kind: 'resource', type: 'service', keys: [hostKey(host)], name, public: open, reaches: ['inventory'] },
  ];
}

function accountOf(item: Members): Resource[] | undefined {
  const account = accountById(item.Id);
  if (!account) return undefined;
  if (item.Status === 'SUSPENDED') return [];
  const name = asString(item.Name);
  return [
    { kind: 'resource', type: 'account', keys: [account], reaches: ['inventory'], ...(name && { name }) },
  ];
}

/** A trail logs the calls of its account: a source of logs. */
function trail(item: Members): (Resource | Rule)[] | undefined {
  const arn = asString(item.TrailARN);
  const account = accountOfArn(arn);
  if (!arn || !account) return undefined;
  const name = asString(item.Name);
  return [
    {
      kind: 'rule',
      type: 'log-source',
      id: arnKey(arn),
      enabled: true,
      ...(name && { title: `CloudTrail ${name}` }),
      resource: { type: 'account', keys: [account] },
    },
  ];
}

function accountById(value: unknown): Key | undefined {
  const id = asString(value);
  return id && /^\d{12}$/.test(id) ? accountKey('aws', id) : undefined;
}
