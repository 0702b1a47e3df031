import type { About } from '../about.ts';

export const about: About = {
  reads: 'the report data of Lynis (`lynis-report.dat`)',
  exports: [
    {
      tools: [],
      how: 'Audit the host; the report names it and the time.',
      code: `lynis audit system --cronjob
assay import /var/log/lynis-report.dat --system SYSTEM`,
    },
  ],
  proves: [
    'That the host was audited when the report ended: a practice of configuration.',
    'Each warning and suggestion as a finding of the host.',
  ],
  limits: [
    'Tests that found nothing are counted, not listed.',
    'The time is taken as UTC: the report names no zone.',
  ],
};
