import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readAlertmanagerConfig } from './read.ts';
import { configIn } from './receivers.ts';

export const adapter: Adapter = {
  id: 'alertmanager-config',
  about,
  title: 'Alertmanager configuration',
  aspects: ['alerts'],
  detect(head) {
    // YAML that is broken is better refused with its line than not known at all.
    if (head.yaml === undefined) {
      return /^route:/m.test(head.text) && /^receivers:/m.test(head.text) ? POSSIBLE : 0;
    }
    const config = configIn(head.yaml);
    const route = asObject(config?.route);
    if (!config || !route || typeof route.receiver !== 'string') return 0;
    if (Array.isArray(config.receivers)) return CERTAIN;
    return head.whole ? 0 : LIKELY;
  },
  read: readAlertmanagerConfig,
};
