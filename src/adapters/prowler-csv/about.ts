import type { About } from '../about.ts';

export const about: About = {
  reads: 'Prowler 2 to 5 as CSV, and its compliance reports',
  exports: [
    {
      tools: ['prowler', 'my-arsenal-of-aws-security-tools'],
      how: 'Prowler writes it beside its other outputs; where you can choose, take OCSF.',
      code: `prowler aws --output-formats csv --output-directory out
assay import out/*.csv --system SYSTEM`,
    },
  ],
  proves: [
    'That the account’s configuration was checked at the time of its rows: a practice of configuration.',
    'Each check of a resource: passed, failed, muted or for a person to look at.',
  ],
  limits: ['That the list is whole: what it no longer holds is not closed.'],
};
