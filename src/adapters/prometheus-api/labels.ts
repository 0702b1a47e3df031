import { asObject, asString, type Members } from '../../formats/schema.ts';
import { cloudKey, hostKey, type Key, serviceKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';

/** Jobs that measure the machine itself, not something that runs on it. */
const MACHINE_JOB = /(^|[-_/])(node|windows|wmi|host|machine|kubelet|cadvisor|ipmi|snmp)([-_/]|$)/i;
/** Where service discovery says which machine of a cloud it is, and whose ids those are. */
const MACHINE_IDS = [
  ['__meta_ec2_instance_id', 'aws'],
  ['__meta_azure_machine_id', 'azure'],
  ['__meta_gce_instance_id', 'gcp'],
] as const;
/** Labels that name a service, most telling first. */
const SERVICE_LABELS = ['service', 'app', 'app_kubernetes_io_name'];

/** Label values by name; others than texts are left out. */
export function labelsOf(value: unknown): Members {
  return asObject(value) ?? {};
}

/**
 * What a series, target or alert is about, as its labels say: a machine where its job measures machines or
 * service discovery found one, else the service that its labels name. Undefined where they name neither.
 */
export function resourceOf(labels: Members, discovered: Members = {}): ResourceRef | undefined {
  const instance = asString(labels.instance);
  const job = asString(labels.job) ?? '';
  const keys: Key[] = [];
  for (const [label, provider] of MACHINE_IDS) {
    const id = asString(discovered[label]);
    if (id) keys.push(cloudKey(provider, id));
  }
  const probed = probedHost(instance);
  if (instance && !probed && (keys.length > 0 || MACHINE_JOB.test(job))) {
    keys.push(hostKey(instance));
    return { type: 'host', keys, name: keys.at(-1)?.slice('host:'.length) ?? instance };
  }
  const named = SERVICE_LABELS.map((label) => asString(labels[label])).find((name) => name !== undefined);
  // A prober's job has many services; what it probes tells them apart.
  const name = named ?? probed ?? asString(labels.job);
  return name ? { type: 'service', keys: [serviceKey(name)], name } : undefined;
}

/** The host of an instance that is an address to probe, e.g. `https://www.example.com/health`. */
function probedHost(instance: string | undefined): string | undefined {
  return instance && /^[a-z]+:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(instance)?.[1];
}
