import type { About } from '../about.ts';

export const about: About = {
  reads: 'the JSON log of Docker Bench for Security 1.3 and later',
  exports: [
    {
      tools: ['docker-bench-security', '20-docker-security-tools', 'top-10-docker-security-tools'],
      how: 'Run it on a host; the log does not name it, so say which.',
      code: `docker run --rm --net host --pid host -v /var/run/docker.sock:/var/run/docker.sock:ro -v "$PWD:/out" docker/docker-bench-security -l /out/bench.log
assay import bench.log.json --system SYSTEM --target host:$(hostname)`,
    },
  ],
  proves: [
    'That the host was compared with the CIS Docker Benchmark when the log starts: a practice of configuration.',
    'Each check: passed, failed (WARN), or for a person to look at (INFO, NOTE).',
  ],
  limits: ['Which host: give `--target host:NAME`.', 'That anything was changed for the better.'],
};
