import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { ICINGA, NAGIOS } from './definitions.ts';
import { readCheckConfig } from './read.ts';

export const adapter: Adapter = {
  id: 'check-config',
  about,
  title: 'Configuration of Nagios and Icinga: what is checked, and who is told',
  aspects: ['telemetry', 'alerts'],
  detect({ text, shape }) {
    if (shape === 'json' || shape === 'ndjson' || shape === 'xml') return 0;
    return NAGIOS.test(text) || ICINGA.test(text) ? CERTAIN : 0;
  },
  read: readCheckConfig,
};
