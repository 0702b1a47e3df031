import { asInstant, asString, asStrings, type Members } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { accountKey, cloudKey, hostKey, otherKey } from '../../records/key.ts';
import type { ResourceRef, ResourceType } from '../../records/record.ts';
import { imageRef } from '../shared/image.ts';
import { repositoryOf } from '../shared/secret-finding.ts';

/** What a report says of itself, by the patterns of `HEAD`. */
export type ReportHead = Readonly<Record<string, unknown>>;

/** Where a report says what it is of. */
export const HEAD = [
  '/ArtifactName',
  '/ArtifactType',
  '/ClusterName',
  '/CreatedAt',
  '/Trivy/Version',
  '/Metadata/RepoTags',
  '/Metadata/RepoDigests',
  '/Metadata/RepoURL',
] as const;

/** When the scan was made; older versions do not say. */
export function timeOf(head: ReportHead): Instant | undefined {
  return asInstant(head['/CreatedAt']);
}

/**
 * What was scanned, where it can be found again under that name: an image, a repository by its address, a
 * machine image, an account, a cluster. A folder is none: `.` is another one on each machine.
 */
export function targetOf(head: ReportHead): ResourceRef | undefined {
  const name = asString(head['/ArtifactName'])?.trim();
  const cluster = asString(head['/ClusterName']);
  if (cluster) return { type: 'cluster', keys: [otherKey('k8s', cluster)], name: cluster };
  const type = asString(head['/ArtifactType']);
  if (type === 'container_image') {
    const tag = asStrings(head['/Metadata/RepoTags'])[0];
    // An archive of an image is named as its file.
    const reference = name && !/\.(tar|tar\.gz|tgz)$/i.test(name) ? name : tag;
    return imageRef(reference ?? name, ...asStrings(head['/Metadata/RepoDigests']));
  }
  if (type === 'aws_account' && name && /^\d{12}$/.test(name))
    return { type: 'account', keys: [accountKey('aws', name)], name };
  const machine = /^(?:ami|ebs):((?:ami|snap)-[0-9a-f]+)$/.exec(name ?? '')?.[1];
  if (type === 'vm' && machine) return { type: 'image', keys: [cloudKey('aws', machine)], name: machine };
  if (type !== 'repository' && type !== 'filesystem') return undefined;
  return repositoryOf(asString(head['/Metadata/RepoURL']) ?? (name && isAddress(name) ? name : undefined));
}

function isAddress(text: string): boolean {
  return /^(https?|ssh|git):\/\/|^git@[\w.-]+:|^[\w-]+\.[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(text);
}

/** The image of a report before version 2, which is named in its first result: `alpine:3.10 (alpine 3.10.2)`. */
export function imageOfResult(first: Members | undefined): ResourceRef | undefined {
  const reference = /^(\S+) \([^()]+\)$/.exec(asString(first?.Target) ?? '')?.[1];
  return imageRef(reference);
}

const KINDS: Readonly<Record<string, ResourceType>> = {
  Deployment: 'service',
  StatefulSet: 'service',
  DaemonSet: 'service',
  ReplicaSet: 'service',
  ReplicationController: 'service',
  CronJob: 'service',
  Job: 'service',
  Pod: 'service',
  Service: 'service',
  Ingress: 'service',
  NetworkPolicy: 'network',
  Node: 'host',
};

/** A resource of a cluster, by cluster, namespace, kind and name. */
export function inCluster(item: Members, cluster: string | undefined): ResourceRef | undefined {
  const kind = asString(item.Kind);
  const name = asString(item.Name);
  if (!kind || !name) return undefined;
  const path = [cluster ?? '', asString(item.Namespace) ?? '', kind, name].join('/');
  const type = (Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined) ?? 'other';
  const key = otherKey('k8s', path);
  return { type, keys: type === 'host' ? [key, hostKey(name)] : [key], name };
}
