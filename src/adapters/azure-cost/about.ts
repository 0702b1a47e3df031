import type { About } from '../about.ts';

export const about: About = {
  reads:
    'cost and usage details of Azure (CSV): Enterprise Agreement, Microsoft Customer Agreement, pay-as-you-go',
  exports: [
    {
      tools: ['cloudyn'],
      how: 'Cloudyn became Azure Cost Management: Cost Management > Exports > Create, type “Cost and usage details (actual)”, daily; or fetch one by hand. Where you can choose, take FOCUS.',
      code: `az consumption usage list --start-date 2026-10-01 --end-date 2026-10-31 --output json
assay import export.csv --system SYSTEM`,
    },
  ],
  proves: [
    'What was spent, by day, subscription, service and resource, and who answers for it by tag or cost centre: a practice of cost.',
  ],
  limits: [
    'That anyone looked at it.',
    'Spend without an owner tag or cost centre counts as spend that nobody owns.',
  ],
};
