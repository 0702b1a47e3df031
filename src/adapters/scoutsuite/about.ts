import type { About } from '../about.ts';

export const about: About = {
  reads:
    'results of Scout Suite 5 for any cloud, as its report has them (`scoutsuite_results_*.js`) or as plain JSON',
  exports: [
    {
      tools: ['my-arsenal-of-aws-security-tools'],
      how: 'Let it look at an account; the results stand beside its report.',
      code: `scout aws --no-browser --report-dir scout
assay import scout/scoutsuite-results/scoutsuite_results_*.js --system SYSTEM`,
    },
  ],
  proves: [
    'That the account’s configuration was checked at the time of the run: a practice of configuration.',
    'Each rule: what it flagged fails, thing by thing; a rule that flagged nothing passes for the account; one that found nothing to look at is skipped.',
  ],
  limits: [
    'Which things passed a rule: Scout Suite counts them only.',
    'That the list is whole, where services or regions were left out of the run: then what it no longer holds is not closed.',
    'The file is read as data: the JavaScript before it is never run.',
  ],
};
