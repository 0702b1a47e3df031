import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY, POSSIBLE } from '../adapter.ts';
import { firstManifest } from '../shared/manifests.ts';
import { about } from './about.ts';
import { readPrometheusConfig } from './read.ts';

const MONITORS = new Set(['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig']);

export const adapter: Adapter = {
  id: 'prometheus-config',
  about,
  title: 'Prometheus configuration',
  aspects: ['telemetry'],
  detect(head) {
    const first = firstManifest(head);
    if (!first) {
      // YAML that is broken is better refused with its line than not known at all.
      return /^scrape_configs:/m.test(head.text) && /^[ \t]*(- )?job_name:/m.test(head.text) ? POSSIBLE : 0;
    }
    if (isMonitor(first)) return CERTAIN;
    const jobs = asArray(first.scrape_configs);
    if (jobs.some((job) => asString(asObject(job)?.job_name))) {
      // Promtail has jobs too, and where its logs go; so has Grafana's agent, inside another configuration.
      return 'clients' in first || 'positions' in first ? 0 : CERTAIN;
    }
    return 'remote_write' in first && asObject(first.global) && !('receivers' in first) ? LIKELY : 0;
  },
  read: readPrometheusConfig,
};

function isMonitor(item: Members): boolean {
  return (
    (asString(item.apiVersion)?.startsWith('monitoring.coreos.com/') ?? false) &&
    MONITORS.has(asString(item.kind) ?? '')
  );
}
