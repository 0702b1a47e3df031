import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import { serviceKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';
import { ownerOf } from '../shared/owner.ts';

/** What every Kubernetes object says of itself. */
export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** It was read from a cluster, not from a file that someone wrote. */
  readonly live: boolean;
  readonly owner: string | undefined;
  readonly spec: Members;
  readonly status: Members;
  readonly item: Members;
}

/** The object, where it has a kind and a name. */
export function objectOf(item: Members | undefined): KubernetesObject | undefined {
  const kind = asString(item?.kind);
  const metadata = asObject(item?.metadata);
  // What creates its own names has only the beginning of one.
  const name = asString(metadata?.name) ?? asString(metadata?.generateName)?.replace(/-$/, '');
  if (!item || !kind || !metadata || !name) return undefined;
  return {
    kind,
    name,
    namespace: asString(metadata.namespace) ?? 'default',
    live: asString(metadata.uid) !== undefined,
    owner: ownerOf({ ...texts(metadata.annotations), ...texts(metadata.labels) }),
    spec: asObject(item.spec) ?? {},
    status: asObject(item.status) ?? {},
    item,
  };
}

/** A workload, and the Service in front of it, by the name that other tools know it by. */
export function serviceRef(name: string): ResourceRef {
  return { type: 'service', keys: [serviceKey(name)], name };
}

/** The condition of a type among those of a status. */
export function condition(status: Members, type: string): Members | undefined {
  const list = Array.isArray(status.conditions) ? status.conditions : [];
  return list.map(asObject).find((one) => one?.type === type);
}

/** Labels without their prefix: `app.kubernetes.io/owner` is `owner`. */
function texts(value: unknown): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(asObject(value) ?? {})) {
    if (typeof text === 'string') found[name.split('/').at(-1) ?? name] = text.slice(0, 200);
  }
  return found;
}

/** The name by which a selector or labels call an application. */
export function appOf(labels: unknown): string | undefined {
  return (
    asString(member(labels, 'app.kubernetes.io/name')) ??
    asString(member(labels, 'app')) ??
    asString(member(labels, 'k8s-app'))
  );
}
