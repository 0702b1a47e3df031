import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readLynis } from './read.ts';

export const adapter: Adapter = {
  id: 'lynis',
  about,
  title: 'Lynis report (lynis-report.dat)',
  aspects: ['configuration'],
  detect({ text }) {
    return /^lynis_version=/m.test(text) && /^report_(version_major|datetime_start)=/m.test(text)
      ? CERTAIN
      : 0;
  },
  read: readLynis,
};
