import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { readAlertmanagerConfig } from './read.ts';
import { configIn } from './receivers.ts';

export const adapter: Adapter = {
  id: 'alertmanager-config',
  title: 'Alertmanager configuration',
  aspects: ['alerts'],
  detect(head) {
    const config = configIn(head.yaml);
    const route = asObject(config?.route);
    if (!config || !route || typeof route.receiver !== 'string') return 0;
    if (Array.isArray(config.receivers)) return CERTAIN;
    return head.whole ? 0 : LIKELY;
  },
  read: readAlertmanagerConfig,
};
