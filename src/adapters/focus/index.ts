import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readFocus } from './read.ts';

export const adapter: Adapter = {
  id: 'focus',
  about,
  title: 'FOCUS cost and usage (CSV)',
  aspects: ['cost'],
  detect(head) {
    const columns = new Set(head.columns ?? []);
    if (!columns.has('ChargePeriodStart') || !columns.has('ChargePeriodEnd')) return 0;
    if (!columns.has('BilledCost') && !columns.has('EffectiveCost')) return 0;
    return columns.has('BillingCurrency') && columns.has('ServiceName') ? CERTAIN : LIKELY;
  },
  read: readFocus,
};
