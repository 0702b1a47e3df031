import { asInteger, asString, asText, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { has, objectsOf } from '../shared/products.ts';
import { scalingDeclared, scalingResults } from '../shared/scaling.ts';
import { podIn } from './inventory.ts';
import { appOf, type KubernetesObject, serviceRef } from './object.ts';

/** A Deployment or StatefulSet: how many pods answer for one another, and whether their health is looked at. */
export function* workload({ kind, name, owner, live, spec }: KubernetesObject): Generator<Reading> {
  const of = serviceRef(name);
  yield {
    kind: 'resource',
    ...of,
    ...(owner && { owner }),
    ...(live && { reaches: ['inventory'] as const }),
  };
  // Without a number there is one pod.
  const replicas = asInteger(spec.replicas) ?? 1;
  if (replicas > 1) yield scalingDeclared(of, `Kubernetes ${kind} ${name}: ${replicas} replicas`);
  const containers = objectsOf(podIn(spec)?.containers);
  const probed = containers.some((one) => has(one, 'livenessProbe') || has(one, 'readinessProbe'));
  yield* scalingResults({
    rules: 'kubernetes-workload',
    of,
    min: replicas,
    ...(replicas === 0 && { max: 0 }),
    ...(containers.length > 0 && { health: probed }),
  });
}

/** A HorizontalPodAutoscaler: what it scales, and between which numbers. */
export function* autoscaler({ name, namespace, spec }: KubernetesObject, where: string): Generator<Reading> {
  const target = asString(member(spec, 'scaleTargetRef', 'name'));
  if (!target) {
    yield { kind: 'problem', where, why: 'Expected what is scaled.' };
    return;
  }
  const of = serviceRef(target);
  const min = asInteger(spec.minReplicas) ?? 1;
  const max = asInteger(spec.maxReplicas);
  const title = `${name}: ${min} to ${max ?? '?'} pods`;
  const id = `kubernetes:${namespace}/${name}`;
  yield { kind: 'rule', type: 'scaling', id, title, enabled: true, resource: of };
  yield scalingDeclared(of, `Kubernetes autoscaler ${name}`);
  yield* scalingResults({ rules: 'kubernetes-autoscaler', of, min, max });
}

/** A PodDisruptionBudget: whether a node can be emptied while enough pods keep on. */
export function budget({ name, spec }: KubernetesObject): Reading {
  const of = serviceRef(appOf(member(spec, 'selector', 'matchLabels')) ?? name);
  const least = asText(spec.minAvailable);
  const most = asText(spec.maxUnavailable);
  const what = least ? `at least ${least} available` : `at most ${most ?? '1'} unavailable`;
  return scalingDeclared(of, `Kubernetes disruption budget ${name}: ${what}`);
}
