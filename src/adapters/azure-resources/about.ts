import type { About } from '../about.ts';

export const about: About = {
  reads: 'Azure Resource Graph rows, `az resource list`, single resources and `az deployment group list`',
  exports: [
    {
      tools: ['azure-resource-inventory'],
      how: 'Ask Resource Graph for everything at once.',
      code: `az graph query -q "Resources" --first 1000 --output json > resources.json
# or, for one subscription:
az resource list --output json > resources.json
assay import resources.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['azure-resource-manager'],
      how: 'List the deployments of a resource group: what templates put in place.',
      code: `az deployment group list --resource-group GROUP --output json > deployments.json
assay import deployments.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the resources were there, with their subscription, owner tag and region: a practice of inventory.',
    'That a deployment from a template succeeded, with what it made: a practice of deploy.',
  ],
  limits: [
    'When a list was made: give `--happened`; deployments say it themselves.',
    'That the list is whole: Resource Graph answers 1,000 rows a page.',
  ],
};
