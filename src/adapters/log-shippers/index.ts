import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { FLUENT_BIT, FLUENTD, RSYSLOG, readLogShippers } from './read.ts';

export const adapter: Adapter = {
  id: 'log-shippers',
  about,
  title: 'Log shippers: rsyslog, fluentd and Fluent Bit',
  aspects: ['telemetry'],
  detect(head) {
    const plugin = asObject(asArray(asObject(head.json)?.plugins)[0]);
    if (plugin && 'plugin_id' in plugin && 'plugin_category' in plugin) return CERTAIN;
    const line = asObject(asArray(head.json)[0]);
    if (
      line &&
      'origin' in line &&
      'name' in line &&
      /^(core\.|om|im|resource-usage|impstats|dynstats)/.test(String(line.origin))
    )
      return CERTAIN;
    if (head.json !== undefined) return 0;
    return RSYSLOG.test(head.text) || FLUENTD.test(head.text) || FLUENT_BIT.test(head.text) ? LIKELY : 0;
  },
  read: readLogShippers,
};
