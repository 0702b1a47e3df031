import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { rulesIn } from './groups.ts';
import { readPrometheusRules } from './read.ts';

export const adapter: Adapter = {
  id: 'prometheus-rules',
  about,
  title: 'Prometheus rule files',
  aspects: ['alerts'],
  detect(head) {
    // YAML that is broken is better refused with its line than not known at all.
    if (head.yaml === undefined)
      return /^groups:/m.test(head.text) && /^ *- alert:/m.test(head.text) ? POSSIBLE : 0;
    const groups = asArray(rulesIn(head.yaml));
    const first = asObject(groups[0]);
    if (!first || typeof first.name !== 'string' || !Array.isArray(first.rules)) return 0;
    for (const group of groups) {
      for (const element of asArray(asObject(group)?.rules)) {
        const rule = asObject(element);
        if (rule && 'expr' in rule && ('alert' in rule || 'record' in rule)) return CERTAIN;
      }
    }
    return 0;
  },
  read: readPrometheusRules,
};
