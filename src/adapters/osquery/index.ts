import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readOsquery } from './read.ts';

export const adapter: Adapter = {
  id: 'osquery',
  about,
  title: 'osquery results and snapshots (NDJSON)',
  aspects: ['configuration', 'telemetry', 'patch'],
  detect(head) {
    const first = asObject(asArray(head.json)[0]) ?? asObject(head.json);
    const shaped = first && 'hostIdentifier' in first && 'name' in first;
    return shaped && ('columns' in first || 'snapshot' in first || 'diffResults' in first) ? CERTAIN : 0;
  },
  read: readOsquery,
};
