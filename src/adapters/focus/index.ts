import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { isFocus } from './columns.ts';
import { readFocus } from './read.ts';

export const adapter: Adapter = {
  id: 'focus',
  about,
  title: 'FOCUS cost and usage (CSV, Parquet)',
  aspects: ['cost'],
  detect(head) {
    // The columns of a Parquet file stand at its end; no other adapter reads Parquet.
    if (head.shape === 'parquet') return LIKELY;
    const names = head.columns ?? [];
    if (!isFocus(names)) return 0;
    return names.includes('BillingCurrency') && names.includes('ServiceName') ? CERTAIN : LIKELY;
  },
  read: readFocus,
};
