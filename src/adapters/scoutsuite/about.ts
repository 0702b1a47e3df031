import type { About } from '../about.ts';

export const about: About = {
  reads: 'Scout Suite results, as the report keeps them (`scoutsuite_results_*.js`) or as JSON',
  exports: [
    {
      tools: ['my-arsenal-of-aws-security-tools'],
      how: 'Run it against an account; the results lie beside the report.',
      code: `scout aws --report-dir report --no-browser
assay import report/scoutsuite-results/scoutsuite_results_aws-*.js --system SYSTEM`,
    },
  ],
  proves: [
    'That the account was compared with the rules of Scout Suite when the run ended: a practice of configuration.',
    'Each rule: passed, or each item that it flagged.',
  ],
  limits: [
    'Items are named by their place in the report, not by their own ids.',
    'The time is taken as UTC: the report names no zone in older versions.',
  ],
};
