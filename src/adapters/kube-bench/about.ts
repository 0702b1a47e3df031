import type { About } from '../about.ts';

export const about: About = {
  reads: 'the JSON report of kube-bench',
  exports: [
    {
      tools: ['20-docker-security-tools', 'top-10-docker-security-tools'],
      how: 'Run it on a node or as a job; the report names neither time nor node.',
      code: `kube-bench run --json > kube-bench.json
assay import kube-bench.json --system SYSTEM --target host:NODE --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That the node was compared with the CIS Kubernetes Benchmark: a practice of configuration.',
    'Each check: passed, failed, or for a person to look at (WARN).',
  ],
  limits: [
    'When and on which node: give `--happened` and `--target host:NAME`.',
    'What is not scored cannot fail.',
  ],
};
