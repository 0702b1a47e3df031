import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readRuntimeEvents } from './read.ts';

export const adapter: Adapter = {
  id: 'runtime-events',
  about,
  title: 'Runtime events: Falco alerts, Cilium Hubble flows and Tetragon events',
  aspects: ['telemetry'],
  detect(head) {
    const first = asObject(asArray(head.json)[0]) ?? asObject(head.json);
    if (!first) return 0;
    if ('rule' in first && 'priority' in first && 'output_fields' in first) return CERTAIN;
    if (asObject(first.flow) && 'node_name' in first) return CERTAIN;
    return 'node_name' in first &&
      'time' in first &&
      Object.keys(first).some((name) => /^process_/.test(name))
      ? CERTAIN
      : 0;
  },
  read: readRuntimeEvents,
};
