import type { Head } from '../../formats/document.ts';
import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { readThreatDragon } from './read.ts';

/** Members that every diagram of version 1 or 2 has at least one of. */
const OF_DIAGRAM = ['diagramJson', 'cells', 'diagramType', 'thumbnail'];

function certainty(head: Head): Certainty {
  const root = asObject(head.json);
  const summary = asObject(root?.['summary']);
  const detail = asObject(root?.['detail']);
  if (!summary || !detail || !('title' in summary)) return 0;
  const first = asObject(asArray(detail['diagrams'])[0]);
  if (first && OF_DIAGRAM.some((name) => name in first)) return CERTAIN;
  return 'diagrams' in detail || 'contributors' in detail ? LIKELY : 0;
}

export const adapter: Adapter = {
  id: 'threat-dragon',
  about,
  title: 'OWASP Threat Dragon model',
  aspects: ['threat-modeling'],
  detect: certainty,
  read: readThreatDragon,
};
