import type { About } from '../about.ts';

export const about: About = {
  reads: 'results of AWS Trusted Advisor checks, Azure Advisor recommendations, Google Cloud recommendations',
  exports: [
    {
      tools: ['aws-trusted-advisor'],
      how: 'List the checks of the category cost_optimizing, then one file a check (needs a support plan).',
      code: `aws support describe-trusted-advisor-checks --language en --query "checks[?category=='cost_optimizing'].id" --output text
aws support describe-trusted-advisor-check-result --check-id CHECK --output json > CHECK.json
assay import *.json --system SYSTEM`,
    },
    {
      tools: ['cloudyn'],
      how: 'Cloudyn became Azure Cost Management; its advice is in Azure Advisor.',
      code: `az advisor recommendation list --output json > advisor.json
assay import advisor.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Google Cloud.',
      code: 'gcloud recommender recommendations list --project PROJECT --location LOCATION --recommender google.compute.instance.IdleResourceRecommender --format json > recommendations.json',
    },
  ],
  proves: [
    'That advice on cost was looked up: a practice of cost, and for other categories of configuration and resiliency.',
    'Each piece of advice that stands open, as a finding of the resource that it is about.',
  ],
  limits: [
    'That anyone followed it: it passes once the advisor says so, or a later complete answer leaves it out.',
    'Who owns the spend: hand in a cost export.',
  ],
};
