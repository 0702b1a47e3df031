import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { objectsOf } from '../shared/products.ts';
import { about } from './about.ts';
import { readGgshield } from './read.ts';

export const adapter: Adapter = {
  id: 'ggshield',
  about,
  title: 'ggshield secret scan (JSON)',
  aspects: ['secrets'],
  detect({ json }) {
    const root = asObject(json);
    if (!root || 'iac_engine_version' in root || 'sca_engine_version' in root) return 0;
    if ('secrets_engine_version' in root && 'type' in root) return CERTAIN;
    return certainty(root);
  },
  read: readGgshield,
};

function certainty(scan: Members): Certainty {
  const files = [...objectsOf(scan.entities_with_incidents), ...objectsOf(scan.results)];
  for (const file of files) {
    const incident = asObject(asArray(file.incidents)[0]);
    if (incident && 'policy' in incident && 'occurrences' in incident) return CERTAIN;
  }
  const within = Math.max(0, ...objectsOf(scan.scans).map(certainty));
  if (within > 0) return within;
  // A scan without incidents, or one whose incidents the head does not reach.
  const counted = 'total_incidents' in scan && 'total_occurrences' in scan;
  return counted && asString(scan.type) !== undefined && 'id' in scan ? LIKELY : 0;
}
