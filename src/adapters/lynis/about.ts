import type { About } from '../about.ts';

export const about: About = {
  reads: 'report file of Lynis 2 and 3 (`lynis-report.dat`)',
  exports: [
    {
      tools: [],
      how: 'Audit a host; the report stands beside the log.',
      code: `lynis audit system --cronjob --report-file lynis-report.dat
assay import lynis-report.dat --system SYSTEM`,
    },
  ],
  proves: [
    'That the host’s configuration was audited when the report ends: a practice of configuration.',
    'Each warning and suggestion as a finding, each test without one passes, each test that was not run is skipped.',
    'The packages that are installed, as components of the host.',
  ],
  limits: [
    'Times in the report have no zone: they are taken as UTC.',
    'Lynis has no severities: a warning is of medium severity, a suggestion of low.',
    'That anything was hardened: the next report shows it.',
  ],
};
