import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readSentinel } from './read.ts';

/** Types of HCP Terraform's API that hold decisions. */
const TYPES = new Set(['policy-checks', 'policy-evaluations', 'policy-set-outcomes']);

export const adapter: Adapter = {
  id: 'sentinel',
  about,
  title: 'Sentinel tests and HCP Terraform policy checks',
  aspects: ['deploy', 'cicd'],
  detect({ json }) {
    const root = asObject(json);
    if (!root) return 0;
    const first = asObject(Array.isArray(root.data) ? asArray(root.data)[0] : root.data);
    if (first) return TYPES.has(asString(first.type) ?? '') ? CERTAIN : 0;
    if (isApply(root)) return CERTAIN;
    const policy = Object.values(asObject(root.policies) ?? {})[0];
    const status = asString(member(policy, 'status')) ?? '';
    return /^(PASS|FAIL|ERROR)/i.test(status) && asObject(policy) && 'cases' in (asObject(policy) ?? {})
      ? CERTAIN
      : 0;
  },
  read: readSentinel,
};

/** `sentinel apply -json`. */
function isApply(root: Members): boolean {
  const first = asObject(asArray(root.policies)[0]);
  return (
    first !== undefined &&
    'policy' in first &&
    'result' in first &&
    ('trace' in first || 'can-override' in root)
  );
}
