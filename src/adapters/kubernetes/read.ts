import type { Document } from '../../formats/document.ts';
import { asInstant, asString } from '../../formats/schema.ts';
import { otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { manifests } from '../shared/manifests.ts';
import { images, node, secret, service } from './inventory.ts';
import { condition, type KubernetesObject, objectOf } from './object.ts';
import { autoscaler, budget, workload } from './resiliency.ts';

/** What is counted while objects are read. */
interface Counts {
  live: number;
  policies: number;
}

/**
 * Objects as `kubectl get -o json|yaml` prints them, and manifests (Kubernetes API reference). What a cluster
 * answers was seen; a manifest only declares. Environment, configuration and values of secrets are not kept.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readKubernetes(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Kubernetes' } };
  const counts: Counts = { live: 0, policies: 0 };
  const told = new Set<string>();
  for await (const { where, item } of manifests(document)) {
    if (/List$/.test(asString(item?.kind) ?? '')) continue; // a list without elements
    const object = objectOf(item);
    if (!object) {
      yield { kind: 'problem', where, why: 'Expected an object with its kind and name.' };
      continue;
    }
    if (object.live) counts.live += 1;
    for (const image of images(object)) {
      const id = image.keys.join(' ');
      if (told.has(id)) continue;
      told.add(id);
      yield image;
    }
    yield* readingsOf(object, where, counts);
  }
  yield* counted(counts);
}

function* readingsOf(object: KubernetesObject, where: string, counts: Counts): Generator<Reading> {
  switch (object.kind) {
    case 'Node':
      return yield node(object);
    case 'Service':
      return yield service(object);
    case 'Secret':
      return yield* secret(object);
    case 'Deployment':
    case 'StatefulSet':
      return yield* workload(object);
    case 'HorizontalPodAutoscaler':
      return yield* autoscaler(object, where);
    case 'PodDisruptionBudget':
      return yield budget(object);
    case 'CronJob':
      return yield schedule(object);
    case 'ExternalSecret':
      return yield* externalSecret(object);
    case 'NetworkPolicy':
    case 'CiliumNetworkPolicy':
    case 'CiliumClusterwideNetworkPolicy':
      counts.policies += 1;
  }
}

function schedule({ name, namespace, spec }: KubernetesObject): Reading {
  const enabled = spec.suspend !== true;
  return { kind: 'rule', type: 'schedule', id: `kubernetes:${namespace}/${name}`, title: name, enabled };
}

/** A secret that is fetched from a store (External Secrets Operator), so that no one has to keep it. */
function* externalSecret({ name, namespace, status, live }: KubernetesObject): Generator<Reading> {
  const shown = `${namespace}/${name}`;
  const subject: ResourceRef = {
    type: 'secret',
    keys: [otherKey('kubernetes-secret', shown)],
    name: shown,
  };
  const ready = condition(status, 'Ready');
  const at = asInstant(status.refreshTime) ?? asInstant(ready?.lastTransitionTime);
  const when = at === undefined ? {} : { at };
  if (live && ready?.status === 'False') {
    const title = `Secret ${shown} could not be fetched from its store`;
    yield { kind: 'event', type: 'failed-run', aspect: 'secrets', title, resource: subject, ...when };
    return;
  }
  const fetched = live && ready?.status === 'True';
  yield {
    kind: 'practice',
    aspect: 'secrets',
    output: 'test',
    ...(fetched ? { automation: 'full' as const } : { declared: true }),
    subject,
    ...(fetched && when),
    note: fetched ? 'secret fetched from its store' : 'secret declared as one of a store',
  };
}

function* counted({ live, policies }: Counts): Generator<Reading> {
  if (live > 0) {
    const note = `Kubernetes listed ${live} ${live === 1 ? 'object' : 'objects'}`;
    yield { kind: 'practice', aspect: 'inventory', output: 'test', note };
  }
  if (policies === 0) return;
  yield {
    kind: 'practice',
    aspect: 'configuration',
    output: 'test',
    declared: true,
    note: `${policies} network ${policies === 1 ? 'policy' : 'policies'}`,
  };
}
