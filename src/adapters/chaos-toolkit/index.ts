import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readJournal } from './read.ts';

export const adapter: Adapter = {
  id: 'chaos-toolkit',
  about,
  title: 'Chaos Toolkit journal',
  aspects: ['resiliency'],
  detect({ json, whole }) {
    const root = asObject(json);
    if (!root || !('chaoslib-version' in root)) return 0;
    return asObject(root.experiment) ? CERTAIN : whole ? 0 : LIKELY;
  },
  read: readJournal,
};
