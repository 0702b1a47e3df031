import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readKics } from './read.ts';

export const adapter: Adapter = {
  id: 'kics',
  about,
  title: 'KICS results (JSON)',
  aspects: ['configuration', 'deploy'],
  detect({ json }) {
    const root = asObject(json);
    return root && 'kics_version' in root && 'files_scanned' in root ? CERTAIN : 0;
  },
  read: readKics,
};
