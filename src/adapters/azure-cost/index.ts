import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readAzureCost } from './read.ts';

export const adapter: Adapter = {
  id: 'azure-cost',
  about,
  title: 'Azure cost details (CSV)',
  aspects: ['cost'],
  detect(head) {
    const columns = new Set((head.columns ?? []).map((name) => name.toLowerCase()));
    const azure =
      columns.has('meterid') && (columns.has('subscriptionid') || columns.has('subscriptionguid'));
    return azure && (columns.has('cost') || columns.has('costinbillingcurrency') || columns.has('pretaxcost'))
      ? CERTAIN
      : 0;
  },
  read: readAzureCost,
};
