import type { About } from '../about.ts';

export const about: About = {
  reads:
    'answers of AWS: EC2 instances, volumes, networks, load balancers, functions, buckets, clusters, tasks, repositories, images, topics, keys, log groups, certificates, trails, accounts, tagged resources, Resource Explorer',
  exports: [
    {
      tools: ['skew', 'aws-inventory', 'cloudmapper'],
      how: 'One file a call, for each account and region; Resource Explorer lists all regions at once and is what became of skew and aws-inventory.',
      code: `aws resource-explorer-2 search --query-string "" --output json > resources.json
aws resourcegroupstaggingapi get-resources --output json > tagged.json
aws ec2 describe-instances --output json > instances.json
aws lambda list-functions --output json > functions.json
aws s3api list-buckets --output json > buckets.json
aws organizations list-accounts --output json > accounts.json
assay import *.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['cloudmapper'],
      how: 'Cloudmapper keeps the same answers below its `account-data` folder.',
      code: `python cloudmapper.py collect --account ACCOUNT
assay import account-data/ACCOUNT --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Trails, which prove that the account’s calls are logged.',
      code: 'aws cloudtrail describe-trails --output json > trails.json',
    },
  ],
  proves: [
    'That the resources were there, with their account, owner tag and region, and whether they face the internet: a practice of inventory.',
    'A trail is a log source of its account.',
  ],
  limits: [
    'When: answers carry no time, so give `--happened`.',
    'That the list is whole: other regions and other accounts have lists of their own.',
    'RDS instances and clusters are read as `rds-snapshots`.',
  ],
};
