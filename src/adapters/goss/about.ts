import type { About } from '../about.ts';

export const about: About = {
  reads: 'the JSON output of Goss 0.3 and 0.4',
  exports: [
    {
      tools: ['goss'],
      how: 'Run it on a host or in a container; the output does not name it, so say which.',
      code: `goss --gossfile goss.yaml validate --format json > goss.json
assay import goss.json --system SYSTEM --target host:$(hostname) --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['goss'],
      how: 'A server that is asked for its health answers the same.',
      code: `goss --gossfile goss.yaml serve --format json &
curl --silent http://localhost:8080/healthz > goss.json`,
    },
  ],
  proves: [
    'That the host was compared with what it should be: a practice of configuration.',
    'Each property of each file, package, service, port and so on: passed, failed, skipped, or could not be looked at.',
  ],
  limits: [
    'When, before Goss 0.4, and on which host: give `--happened` and `--target host:NAME`.',
    'Goss has no severities: a failure is of medium severity, unless the test says one in its `meta`.',
    'Expected and found values are never read; a command without a title is known by its first word, an address without its query, for both may hold secrets.',
  ],
};
