import { asArray, asInteger, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading, Resource, ResourceRef } from '../../records/record.ts';
import { gcpLink } from '../shared/gcp-link.ts';
import { scalingDeclared, scalingResults } from '../shared/scaling.ts';

/** A service by its link, with where it is. */
function serviceOf(link: string | undefined): { of: ResourceRef; resource: Resource } | undefined {
  const parts = gcpLink(link);
  if (!parts) return undefined;
  const of: ResourceRef = { type: 'service', keys: parts.keys, name: parts.name };
  const place = { account: parts.project, ...(parts.region && { region: parts.region }) };
  return { of, resource: { kind: 'resource', ...of, ...place } };
}

function noLink(pointer: string, member: string): Reading {
  return { kind: 'problem', where: `${pointer}/${member}`, why: 'Expected a link to a resource.' };
}

/** A managed instance group: one of a region spreads over the zones that it names, else over all. */
export function* instanceGroup(item: Members, pointer: string): Generator<Reading> {
  const found = serviceOf(asString(item.selfLink));
  if (!found) {
    yield noLink(pointer, 'selfLink');
    return;
  }
  const { of, resource } = found;
  yield resource;
  yield scalingDeclared(of, `Managed instance group ${of.name ?? ''}`.trim());
  const named = asArray(asObject(item.distributionPolicy)?.zones).length;
  const zonal = /\/zones\//.test(asString(item.selfLink) ?? '');
  const size = asInteger(item.targetSize);
  yield* scalingResults({
    rules: 'gcp-instance-group',
    of,
    zones: zonal ? 1 : named > 0 ? named : 3,
    min: size,
    max: size === 0 ? 0 : undefined,
    health: asArray(item.autoHealingPolicies).some((each) => asString(asObject(each)?.healthCheck)),
  });
}

/** An autoscaler: a scaling rule of its group. */
export function* autoscaler(item: Members, pointer: string): Generator<Reading> {
  const found = serviceOf(asString(item.target));
  if (!found) {
    yield noLink(pointer, 'target');
    return;
  }
  const { of, resource } = found;
  yield resource;
  const policy = asObject(item.autoscalingPolicy);
  const min = asInteger(policy?.minNumReplicas);
  const max = asInteger(policy?.maxNumReplicas);
  const mode = asString(policy?.mode) ?? 'ON';
  const enabled = mode !== 'OFF';
  const name = asString(item.name) ?? of.name ?? '';
  const title = `${name}: ${min ?? '?'} to ${max ?? '?'} instances`;
  const id = gcpLink(asString(item.selfLink))?.keys[0] ?? name;
  yield { kind: 'rule', type: 'scaling', id, title, enabled, resource: of };
  if (enabled) yield scalingDeclared(of, `Autoscaler ${name}`);
  yield* scalingResults({ rules: 'gcp-autoscaler', of, min, max, enabled });
}

/** A backend service of a load balancer: what it spreads requests over, and how it looks at their health. */
export function* backendService(item: Members, pointer: string): Generator<Reading> {
  const found = serviceOf(asString(item.selfLink));
  if (!found) {
    yield noLink(pointer, 'selfLink');
    return;
  }
  const { of, resource } = found;
  const outside = /^EXTERNAL/.test(asString(item.loadBalancingScheme) ?? '');
  yield { ...resource, ...(outside && { public: true }) };
  yield scalingDeclared(of, `Backend service ${of.name ?? ''}`.trim());
  const places = new Set<string>();
  let regional = false;
  for (const element of asArray(item.backends)) {
    const group = asString(asObject(element)?.group) ?? '';
    const place = /\/(zones|regions)\/([^/]+)\//.exec(group);
    if (place?.[1] === 'regions') regional = true;
    if (place?.[2]) places.add(place[2]);
  }
  yield* scalingResults({
    rules: 'gcp-load-balancing',
    of,
    // A group of a region spreads over its zones; serverless backends have no place at all.
    zones: places.size === 0 ? undefined : regional ? Math.max(2, places.size) : places.size,
    health: asArray(item.healthChecks).length > 0,
  });
}

/** The health of one backend, as the load balancer sees it now: observed, not configured. */
export function* backendHealth(item: Members, pointer: string): Generator<Reading> {
  const found = serviceOf(asString(item.backend));
  if (!found) {
    yield noLink(pointer, 'backend');
    return;
  }
  const states = asArray(asObject(item.status)?.healthStatus).map((each) =>
    asString(asObject(each)?.healthState),
  );
  const healthy = states.filter((state) => state === 'HEALTHY').length;
  yield found.resource;
  yield {
    kind: 'result',
    aspect: 'resiliency',
    rule: { id: 'gcp-load-balancing.healthy', title: 'The load balancer finds healthy instances' },
    status: states.length === 0 ? 'skipped' : healthy > 0 ? 'pass' : 'fail',
    severity: 'high',
    // That it is healthy now does not prove that it survives a loss.
    declared: true,
    resource: found.of,
    message: `Healthy: ${healthy} of ${states.length}`,
  };
}
