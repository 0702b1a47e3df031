import type { About } from '../about.ts';

export const about: About = {
  reads:
    'configuration of rsyslog, fluentd and Fluent Bit, counters of rsyslog (impstats, JSON) and of fluentd (monitor_agent)',
  exports: [
    {
      tools: ['rsyslog'],
      how: 'Let impstats write JSON to a file, and hand it in for its host.',
      code: `module(load="impstats" interval="3600" format="json" log.file="/var/log/impstats.ndjson")
# then: assay import /var/log/impstats.ndjson --system SYSTEM --target host:HOST --happened 2026-11-01`,
      language: 'text',
    },
    {
      tools: ['fluentd'],
      how: 'Ask the monitor_agent of fluentd, on its host.',
      code: `curl http://localhost:24220/api/plugins.json > plugins.json
assay import plugins.json --system SYSTEM --target host:$(hostname) --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Configurations are found by `assay import`; they declare only.',
      code: 'assay import /etc/rsyslog.conf --system SYSTEM --happened 2026-11-01',
    },
  ],
  proves: [
    'From counters: that records were shipped from the host, by a machine; telemetry reaches it.',
    'From a configuration: that logs are to be taken in, declared only.',
  ],
  limits: [
    'When: counters carry no time, so give `--happened`; and which host: give `--target`.',
    'That anyone looks at the logs.',
  ],
};
