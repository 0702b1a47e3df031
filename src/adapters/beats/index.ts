import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { CONFIG } from './config.ts';
import { readBeats } from './read.ts';

export const adapter: Adapter = {
  id: 'beats',
  about,
  title: 'Elastic Beats: their documents, and their configuration',
  aspects: ['telemetry'],
  detect(head) {
    const root = asObject(head.json);
    const first =
      asObject(asArray(head.json)[0]) ??
      asObject(asObject(asArray(asObject(root?.hits)?.hits)[0])?._source) ??
      root;
    const agent = asObject(first?.agent);
    if (first && '@timestamp' in first && typeof agent?.type === 'string') return CERTAIN;
    if (root && 'beat' in root && 'libbeat' in root) return CERTAIN;
    const config = head.shape === 'yaml' || head.shape === 'text' ? asObject(head.yaml) : undefined;
    return config && Object.keys(config).some((name) => CONFIG.test(name)) ? CERTAIN : 0;
  },
  read: readBeats,
};
