import type { About } from '../about.ts';

export const about: About = {
  reads: 'snapshots and histories of AWS Config, and the compliance that its rules found',
  exports: [
    {
      tools: [],
      how: 'Hand in snapshots as they are delivered, and what the rules found.',
      code: `aws s3 cp "s3://BUCKET/AWSLogs/ACCOUNT/Config/" . --recursive --exclude "*" --include "*ConfigSnapshot*.json.gz"
aws configservice get-compliance-details-by-config-rule --config-rule-name RULE --output json > RULE.json
assay import . --system SYSTEM`,
    },
  ],
  proves: [
    'Which resources there were when each was recorded, by AWS itself: a practice of inventory.',
    'What each rule found of each resource: a practice of configuration.',
  ],
  limits: [
    '`describe-compliance-by-resource` names neither rule nor time: ask by rule instead.',
    'Deleted resources are left out.',
  ],
};
