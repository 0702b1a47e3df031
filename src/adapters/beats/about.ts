import type { About } from '../about.ts';

export const about: About = {
  reads:
    'documents that Beats ship (Elastic Common Schema, also answers of Elasticsearch), `/stats` of a Beat, and Beats’ YAML configuration',
  exports: [
    {
      tools: ['filebeat', 'metricbeat', 'packetbeat', 'heartbeat', 'auditbeat', 'cmd'],
      how: 'Ask Elasticsearch for the newest document of each host; Cmd became Elastic Defend, whose documents are found the same way.',
      code: `curl -H "Authorization: ApiKey $KEY" -H "Content-Type: application/json" "https://ELASTICSEARCH:9200/filebeat-*,metricbeat-*,packetbeat-*,heartbeat-*,auditbeat-*,logs-*/_search" -d '{"size":10000,"_source":["@timestamp","agent.type","agent.name","host.name","host.hostname","host.id","url.domain"],"collapse":{"field":"host.name"},"sort":[{"@timestamp":"desc"}]}' > beats.json
assay import beats.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'A Beat’s own counters, on its host.',
      code: `curl http://localhost:5066/stats > stats.json
assay import stats.json --system SYSTEM --target host:$(hostname) --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'The configuration, which `assay scan` finds in a repository by itself.',
      code: 'assay import filebeat.yml --system SYSTEM --happened 2026-11-01',
    },
  ],
  proves: [
    'That hosts were heard from when their newest document was written: telemetry reaches them.',
    'From a configuration only that logs or metrics are to be shipped: declared.',
  ],
  limits: [
    'That anyone looks at what is shipped.',
    'Messages, addresses and outputs’ credentials are not kept.',
  ],
};
