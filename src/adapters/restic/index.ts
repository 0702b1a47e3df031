import { asArray, asObject, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readRestic } from './read.ts';

/** Members of the messages that end a run; older versions of `check` print no JSON. */
const SUMMARIES = [
  'files_new',
  'data_added',
  'snapshot_id',
  'bytes_restored',
  'files_restored',
  'num_errors',
  'broken_packs',
];
const MESSAGES = ['message_type', 'error', 'during', 'item', 'percent_done', 'seconds_elapsed', 'code'];

export const adapter: Adapter = {
  id: 'restic',
  about,
  title: 'restic',
  aspects: ['backup'],
  detect({ json, name, whole, shape }) {
    const list = shape === 'ndjson' || Array.isArray(json) ? asArray(json) : [json];
    const first = asObject(list[0]);
    if (!first)
      return whole && Array.isArray(json) && json.length === 0 && /restic/i.test(name) ? POSSIBLE : 0;
    if (isSnapshot(first) || isSnapshot(asObject(asArray(first.snapshots)[0]) ?? {})) return CERTAIN;
    if ('message_type' in first) {
      const summed = list.some((each) => SUMMARIES.some((member) => member in (asObject(each) ?? {})));
      if (summed) return CERTAIN;
      return MESSAGES.filter((member) => member in first).length > 1 ? LIKELY : 0;
    }
    return 'snapshots_count' in first && 'total_size' in first ? CERTAIN : 0;
  },
  read: readRestic,
};

function isSnapshot(item: Members): boolean {
  return 'tree' in item && 'paths' in item && 'time' in item && ('hostname' in item || 'short_id' in item);
}
