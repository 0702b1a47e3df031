import { asArray, asInstant, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { cloudKey, hostKey, type Key, otherKey } from '../../records/key.ts';
import type { Reading, Resource } from '../../records/record.ts';
import { imageRef } from '../shared/image.ts';
import { objectsOf } from '../shared/products.ts';
import { condition, type KubernetesObject, serviceRef } from './object.ts';

/** Types of secrets that Kubernetes and Helm keep for themselves. */
const OWN_SECRETS = /^(kubernetes\.io\/service-account-token|helm\.sh\/|bootstrap\.kubernetes\.io\/)/;

/** That a thing exists; what only a file says was not seen. */
function exists(object: KubernetesObject, resource: Omit<Resource, 'kind'>): Resource {
  return {
    kind: 'resource',
    ...resource,
    ...(object.owner && { owner: object.owner }),
    ...(object.live && { reaches: ['inventory'] as const }),
  };
}

/** A node as the machine that it is. */
export function node(object: KubernetesObject): Reading {
  const { name, spec, status, item } = object;
  const hostname = objectsOf(status.addresses).find(({ type }) => type === 'Hostname')?.address;
  const keys = new Set<Key>([...cloudKeys(asString(spec.providerID)), hostKey(name)]);
  const other = asString(hostname);
  if (other) keys.add(hostKey(other));
  const at = asInstant(condition(status, 'Ready')?.lastHeartbeatTime);
  const region = asString(member(item, 'metadata', 'labels', 'topology.kubernetes.io/region'));
  return exists(object, {
    type: 'host',
    keys: [...keys],
    name,
    ...(at !== undefined && { at }),
    ...(region && { region }),
  });
}

/** `aws:///eu-central-1a/i-0123`, `azure:///subscriptions/…`. */
function cloudKeys(provider: string | undefined): Key[] {
  const instance = /^aws:\/\/\/[\w-]*\/(i-[0-9a-f]+)$/.exec(provider ?? '')?.[1];
  if (instance) return [cloudKey('aws', instance)];
  const id = /^azure:\/\/(\/subscriptions\/.+)$/.exec(provider ?? '')?.[1];
  return id ? [cloudKey('azure', id)] : [];
}

/** What answers requests; reachable from the internet where it has an address there. */
export function service(object: KubernetesObject): Reading {
  const addresses = objectsOf(member(object.status, 'loadBalancer', 'ingress'));
  const open = addresses.some(({ ip }) => isPublic(asString(ip)));
  return exists(object, { ...serviceRef(object.name), ...(open && { public: true }) });
}

function isPublic(ip: string | undefined): boolean {
  const [a, b] = (/^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(ip ?? '') ?? []).slice(1).map(Number);
  if (a === undefined || b === undefined) return false;
  const shared = a === 100 && b >= 64 && b <= 127;
  const own = a === 10 || a === 127 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
  return !own && !shared && !(a === 169 && b === 254);
}

/** That a secret exists; `data` and `stringData` are never looked at. */
export function* secret(object: KubernetesObject): Generator<Reading> {
  const { name, namespace, item } = object;
  if (OWN_SECRETS.test(asString(item.type) ?? '')) return;
  const shown = `${namespace}/${name}`;
  yield exists(object, { type: 'secret', keys: [otherKey('kubernetes-secret', shown)], name: shown });
}

/** Images of the containers in a pod or in the template of a workload, by digest where the pod runs. */
export function* images(object: KubernetesObject): Generator<Resource> {
  const pod = object.kind === 'Pod' ? object.spec : podIn(object.spec);
  const running = new Map<string, string>();
  for (const each of [
    ...asArray(object.status.containerStatuses),
    ...asArray(object.status.initContainerStatuses),
  ]) {
    const one = asObject(each);
    const name = asString(one?.name);
    const id = asString(one?.imageID);
    if (name && id) running.set(name, id);
  }
  for (const container of [...objectsOf(pod?.initContainers), ...objectsOf(pod?.containers)]) {
    const ref = imageRef(asString(container.image), running.get(asString(container.name) ?? ''));
    if (ref) yield { kind: 'resource', ...ref, ...(object.live && { reaches: ['inventory'] as const }) };
  }
}

/** The pod that a workload, a job or a CronJob makes. */
export function podIn(spec: Members): Members | undefined {
  return (
    asObject(member(spec, 'template', 'spec')) ??
    asObject(member(spec, 'jobTemplate', 'spec', 'template', 'spec'))
  );
}
