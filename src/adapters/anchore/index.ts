import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readAnchore } from './read.ts';

export const adapter: Adapter = {
  id: 'anchore',
  about,
  title: 'Anchore Engine, Enterprise and anchorectl: vulnerabilities and policy evaluations of an image',
  aspects: ['patch', 'configuration'],
  detect(head) {
    const root = asObject(head.json) ?? asObject(asArray(head.json)[0]);
    if (!root) return 0;
    if ('imageDigest' in root && 'vulnerabilities' in root) return CERTAIN;
    const first = asObject(asArray(root.vulnerabilities)[0]);
    if (first && 'vuln' in first && 'package_name' in first) return CERTAIN;
    if (first && 'vulnerabilityId' in first && 'package' in first) return CERTAIN;
    // A policy evaluation stands below its image's digest.
    const digest = Object.keys(root)[0] ?? '';
    const evaluations = Object.values(asObject(root[digest]) ?? {})[0];
    const detail = asObject(asArray(evaluations)[0]);
    return /^sha256:/.test(digest) && detail && 'policyId' in detail ? CERTAIN : 0;
  },
  read: readAnchore,
};
