import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readKubeBench } from './read.ts';

export const adapter: Adapter = {
  id: 'kube-bench',
  about,
  title: 'kube-bench report (JSON)',
  aspects: ['configuration'],
  detect(head) {
    const root = asObject(head.json);
    const first = asObject(asArray(root?.Controls ?? head.json)[0]);
    return first && 'node_type' in first && 'tests' in first ? CERTAIN : 0;
  },
  read: readKubeBench,
};
