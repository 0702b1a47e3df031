import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readAlertlogic } from './read.ts';

export const adapter: Adapter = {
  id: 'alertlogic',
  about,
  title: 'Alert Logic vulnerability list (CSV)',
  aspects: ['patch', 'telemetry'],
  detect(head) {
    const columns = new Set(head.columns ?? []);
    return columns.has('Vulnerability Span ID') && columns.has('Asset Name') ? CERTAIN : 0;
  },
  read: readAlertlogic,
};
