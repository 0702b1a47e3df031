import { asObject, member } from '../../formats/schema.ts';

/** Where the groups are: at the root of a rule file, in `spec` of the Kubernetes resource PrometheusRule. */
export function groupsPath(value: unknown): readonly string[] {
  return asObject(value)?.kind === 'PrometheusRule' ? ['spec', 'groups'] : ['groups'];
}

/** The groups of a rule file, of whatever type they are. */
export function rulesIn(value: unknown): unknown {
  return member(value, ...groupsPath(value));
}
