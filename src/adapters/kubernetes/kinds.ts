import { asString, type Members } from '../../formats/schema.ts';

/** Kinds that are read or passed over, by API group; other groups belong to other tools. */
const KINDS: ReadonlyMap<string, RegExp> = new Map([
  [
    '',
    /^(List|Node|Pod|Service|Secret|Namespace|ConfigMap|ServiceAccount|ReplicationController|PersistentVolume|PersistentVolumeClaim|Endpoints|LimitRange|ResourceQuota)(List)?$/,
  ],
  ['apps', /^(Deployment|StatefulSet|DaemonSet|ReplicaSet)(List)?$/],
  ['batch', /^(CronJob|Job)(List)?$/],
  ['autoscaling', /^HorizontalPodAutoscaler(List)?$/],
  ['policy', /^PodDisruptionBudget(List)?$/],
  ['networking.k8s.io', /^(NetworkPolicy|Ingress)(List)?$/],
  ['cilium.io', /^Cilium(Clusterwide)?NetworkPolicy(List)?$/],
  ['external-secrets.io', /^(ExternalSecret|SecretStore|ClusterSecretStore)(List)?$/],
]);

/** Whether an object is one of Kubernetes itself, or of the few extensions that are read. */
export function isKnown(item: Members): boolean {
  const parts = asString(item.apiVersion)?.split('/') ?? [];
  const [group, version] = parts.length === 2 ? parts : ['', parts[0]];
  if (!/^v\d/.test(version ?? '')) return false;
  return KINDS.get(group ?? '')?.test(asString(item.kind) ?? '') ?? false;
}
