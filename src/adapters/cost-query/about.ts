import type { About } from '../about.ts';

export const about: About = {
  reads:
    'answers to questions of cost: AWS Cost Explorer (`get-cost-and-usage`), Azure Cost Management (query), Google Cloud billing export (rows of BigQuery as JSON, NDJSON or CSV)',
  exports: [
    {
      tools: [],
      how: 'AWS: ask by day, grouped by account and by a tag that names the owner, or by service.',
      code: `aws ce get-cost-and-usage --time-period Start=2026-10-01,End=2026-11-01 --granularity DAILY \\
  --metrics UnblendedCost --group-by Type=DIMENSION,Key=LINKED_ACCOUNT Type=TAG,Key=team > costs.json`,
    },
    {
      tools: ['cloudyn'],
      how: 'Azure: ask by day, grouped by service and by a tag that names the owner.',
      code: `az rest --method post --url "https://management.azure.com/subscriptions/SUBSCRIPTION/providers/Microsoft.CostManagement/query?api-version=2023-11-01" \\
  --body '{"type":"ActualCost","timeframe":"MonthToDate","dataset":{"granularity":"Daily","aggregation":{"totalCost":{"name":"Cost","function":"Sum"}},"grouping":[{"type":"Dimension","name":"ServiceName"},{"type":"TagKey","name":"team"}]}}' > costs.json`,
    },
    {
      tools: [],
      how: 'Google Cloud: take rows of the billing export out of BigQuery.',
      code: `bq query --format=json --max_rows=1000000 --use_legacy_sql=false \\
  'SELECT * FROM \`PROJECT.DATASET.gcp_billing_export_v1_ACCOUNT\` WHERE DATE(usage_start_time) >= "2026-10-01"' > costs.json`,
    },
  ],
  proves: [
    'What was spent in each period, by account, and by service and owner where the question groups by them: a practice of cost.',
    'Credits of Google Cloud are taken off.',
  ],
  limits: [
    'That anyone looked at it.',
    'Spend without an owner counts as spend that nobody owns: group by a tag such as `team` or `owner`.',
    'An answer without days or months has no period, and is a problem.',
    'Do not hand in two answers for one period: each adds its costs.',
    'Answers come in pages: hand in each of them.',
  ],
};
