import { asArray, asObject, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { about } from './about.ts';
import { readPrometheusApi } from './read.ts';

export const adapter: Adapter = {
  id: 'prometheus-api',
  about,
  title: 'Prometheus HTTP API: targets, rules, alerts',
  aspects: ['telemetry', 'alerts'],
  detect(head) {
    const answer = asObject(head.json);
    if (!answer) return 0;
    if (answer.status === 'error' && 'errorType' in answer) return POSSIBLE;
    // The head may end before `status`, which Prometheus writes first and other tools sort to the end.
    if (answer.status !== 'success' && head.whole) return 0;
    const data = asObject(answer.data);
    return data ? certainty(data) : 0;
  },
  read: readPrometheusApi,
};

function certainty(data: Members): number {
  if (Array.isArray(data.activeTargets)) return CERTAIN;
  if (Array.isArray(data.groups)) {
    const first = asObject(asArray(data.groups)[0]);
    if (!first) return LIKELY;
    return Array.isArray(first.rules) && 'file' in first ? CERTAIN : 0;
  }
  if (Array.isArray(data.alerts)) {
    const first = asObject(asArray(data.alerts)[0]);
    if (!first) return LIKELY;
    if (!('labels' in first)) return 0;
    return 'activeAt' in first ? CERTAIN : 'annotations' in first ? LIKELY : 0;
  }
  return 0;
}
