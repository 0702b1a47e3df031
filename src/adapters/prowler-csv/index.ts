import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readProwlerCsv } from './read.ts';

export const adapter: Adapter = {
  id: 'prowler-csv',
  about,
  title: 'Prowler report (CSV)',
  aspects: ['configuration'],
  detect(head) {
    const columns = new Set((head.columns ?? []).map((name) => name.toUpperCase()));
    if (columns.has('CHECK_ID') && columns.has('STATUS') && columns.has('SERVICE_NAME')) return CERTAIN;
    return columns.has('TITLE_ID') && columns.has('TITLE_TEXT') && columns.has('RESULT') ? CERTAIN : 0;
  },
  read: readProwlerCsv,
};
