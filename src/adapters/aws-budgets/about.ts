import type { About } from '../about.ts';

export const about: About = {
  reads: '`aws budgets describe-budgets` and `describe-budget`',
  exports: [
    {
      tools: [],
      how: 'List the budgets of an account.',
      code: `aws budgets describe-budgets --account-id ACCOUNT --output json > budgets.json
assay import budgets.json --system SYSTEM`,
    },
  ],
  proves: ['That budgets are set, as alert rules, and whether what was spent is within each.'],
  limits: [
    'That anyone looked at them, or was told: declared only, level 2 at most.',
    'Who owns the spend: hand in a cost export (FOCUS).',
  ],
};
