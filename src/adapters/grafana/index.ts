import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readGrafana } from './read.ts';
import { sortOf } from './sort.ts';

export const adapter: Adapter = {
  id: 'grafana',
  about,
  title: 'Grafana alert rules, contact points and dashboards',
  aspects: ['alerts', 'telemetry'],
  detect(head) {
    const root = head.json ?? head.yaml;
    if (root !== undefined) return sortOf(root) ? CERTAIN : 0;
    // YAML that is broken is better refused with its line than not known at all.
    return /^apiVersion:[ \t]*1[ \t]*$/m.test(head.text) && /^contactPoints:|datasourceUid:/im.test(head.text)
      ? POSSIBLE
      : 0;
  },
  read: readGrafana,
};
