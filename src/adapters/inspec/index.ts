import { asArray, asObject, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readInspec } from './read.ts';
import { isLine, isMinimal, isReport } from './shape.ts';

export const adapter: Adapter = {
  id: 'inspec',
  about,
  title: 'InSpec, CINC Auditor and Heimdall (HDF) results',
  aspects: ['configuration', 'patch'],
  detect({ json }) {
    const first = asObject(Array.isArray(json) ? asArray(json)[0] : json);
    if (!first) return 0;
    if (isLine(first)) return CERTAIN;
    return certainty(first);
  },
  read: readInspec,
};

function certainty(root: Members): Certainty {
  if (isReport(root) || isMinimal(root)) return CERTAIN;
  // A run over nothing has no profile that could be looked at.
  const empty = asArray(root.profiles).length === 0 && Array.isArray(root.profiles ?? root.controls);
  return empty && asObject(root.statistics) && 'version' in root ? LIKELY : 0;
}
