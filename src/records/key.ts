/** Names a resource the same way whichever tool saw it: `scheme:value`. Made by the functions here only. */
export type Key = string;

/** AWS Resource Name, e.g. `arn:aws:s3:::bucket`. */
export function arnKey(arn: string): Key {
  return arn.trim();
}

/** A cloud's own id that is unique there: instance `i-…`, Azure resource id, GCP self link. */
export function cloudKey(provider: 'aws' | 'azure' | 'gcp', id: string): Key {
  return `${provider}:${provider === 'aws' ? id.trim() : id.trim().toLowerCase()}`;
}

/** A cloud account: AWS account id, Azure subscription id, GCP project id, or another provider's tenant. */
export function accountKey(provider: string, id: string): Key {
  return `account:${provider.toLowerCase()}:${id.trim().toLowerCase()}`;
}

/** A machine by its name or address; case and a trailing dot do not matter, a port is dropped. */
export function hostKey(name: string): Key {
  const bare = name.trim().toLowerCase();
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(bare);
  if (bracketed) return `host:${bracketed[1]}`;
  const withPort = /^([^:]+):\d+$/.exec(bare);
  return `host:${(withPort?.[1] ?? bare).replace(/\.$/, '')}`;
}

/** A container or machine image: by digest where known, else by its reference. */
export function imageKey(reference: string): Key {
  const digest = /sha256:[0-9a-f]{64}/i.exec(reference);
  return digest ? `image:${digest[0].toLowerCase()}` : `image:${reference.trim()}`;
}

/** A repository from any spelling of its address: `github.com/owner/name`, https, ssh or scp form. */
export function repositoryKey(address: string): Key {
  const bare = address
    .trim()
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]+@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/^([^/:]+):\d+\//, '$1/')
    .replace(/(?<!\/)\/+$/, '')
    .replace(/\.git$/, '');
  return `repo:${bare.toLowerCase()}`;
}

/** A person or machine that signs in, by e-mail address or another name that is unique in the organization. */
export function identityKey(name: string): Key {
  return `identity:${name.trim().toLowerCase()}`;
}

/** A service by the name its owners use. */
export function serviceKey(name: string): Key {
  return `service:${name.trim().toLowerCase()}`;
}

const FILE = 'file:';

/** A file in code by its path. Paths repeat from one repository to the next: see `keyWithin`. */
export function fileKey(path: string): Key {
  return `${FILE}${path.trim()}`;
}

/** The key of a file as one of a repository or system, given by its own key; any other key stays as it is. */
export function keyWithin(key: Key, whole: Key): Key {
  return key.startsWith(FILE) ? `${FILE}${whole}/${key.slice(FILE.length)}` : key;
}

/** Anything else, under a scheme of the tool's own, e.g. `otm:component-id`. */
export function otherKey(scheme: string, value: string): Key {
  return `${scheme}:${value.trim()}`;
}

/**
 * How lastingly a key names a resource. `resource`: for good (ARN, cloud id, image digest, account,
 * repository). `name`: what people and machines call it, which can be given to another one (host name, service,
 * image reference). `address`: a network address, which moves most easily. IAM names are kept by people and
 * machines in many accounts, so that they count as names.
 */
export type Lasting = 'resource' | 'name' | 'address';

/** From the most to the least lasting. */
export const LASTING = ['resource', 'name', 'address'] as const satisfies readonly Lasting[];

/** How lastingly this key names a resource. */
export function lasting(key: Key): Lasting {
  if (/^arn:[^:]*:(iam|sts):/.test(key)) return 'name';
  if (/^(arn|aws|azure|gcp|account|repo):|^image:sha256:/.test(key)) return 'resource';
  return /^host:([\d.]+$|.*:)/.test(key) ? 'address' : 'name';
}
