import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readAwsCostReport } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-cost-report',
  about,
  title: 'AWS Cost and Usage Report (CSV)',
  aspects: ['cost'],
  detect(head) {
    const columns = new Set(head.columns ?? []);
    return columns.has('lineItem/UsageStartDate') || columns.has('line_item_usage_start_date') ? CERTAIN : 0;
  },
  read: readAwsCostReport,
};
