import type { About } from '../about.ts';

export const about: About = {
  reads: 'logs of osqueryd: differential results, batches and snapshots, one JSON object a line',
  exports: [
    {
      tools: ['osquery', 'augeas'],
      how: 'Hand in the log that osqueryd writes; the table `augeas` reads configuration files through Augeas.',
      code: `{
  "options": { "logger_plugin": "filesystem", "host_identifier": "hostname" },
  "schedule": { "sshd": { "query": "SELECT path, label, value FROM augeas WHERE path = '/etc/ssh/sshd_config';", "interval": 3600 } }
}`,
      language: 'json',
    },
    {
      tools: ['osquery'],
      how: 'The log is in this place, on each host or where your shipper gathers it.',
      code: 'assay import /var/log/osquery/osqueryd.results.log --system SYSTEM',
    },
  ],
  proves: [
    'That the hosts were asked about their configuration when they logged, by a machine: a practice of configuration and of telemetry.',
    'Which software is on a host, from queries of package tables; what changed, from all others.',
  ],
  limits: [
    'That a configuration is right: queries ask, they do not judge.',
    'The values of columns are not kept, for queries may ask for anything.',
  ],
};
