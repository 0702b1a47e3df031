import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS Cost and Usage Reports, legacy and 2.0, as CSV (gzip too)',
  exports: [
    {
      tools: [],
      how: 'Billing and Cost Management > Data Exports > Create, type “Standard data export” (CUR 2.0) with resource ids, as gzip CSV; where you can choose, take FOCUS.',
      code: `aws s3 cp s3://BUCKET/PREFIX/ . --recursive --exclude "*" --include "*.csv.gz"
assay import . --system SYSTEM`,
    },
  ],
  proves: [
    'What was spent, by hour or day, account, service and resource, and who answers for it by tag: a practice of cost.',
  ],
  limits: ['That anyone looked at it.', 'Parquet: export CSV, or FOCUS.'],
};
