import type { About } from '../about.ts';

export const about: About = {
  reads:
    'exports of Cloud Asset Inventory (NDJSON or JSON), `gcloud asset list`, `gcloud asset search-all-resources`, and deployments of Deployment Manager',
  exports: [
    {
      tools: ['google-cloud-asset-inventory'],
      how: 'Export the resources of a project, folder or organization.',
      code: `gcloud asset list --project PROJECT --content-type resource --format json > assets.json
# or, over a whole organization:
gcloud asset search-all-resources --scope organizations/ORGANIZATION --format json > assets.json
assay import assets.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['google-deployment-manager'],
      how: 'Deployment Manager was ended in 2026; its successor is Infrastructure Manager, whose state is Terraform’s (`terraform`). What was deployed before:',
      code: `gcloud deployment-manager deployments list --format json > deployments.json
assay import deployments.json --system SYSTEM`,
    },
  ],
  proves: [
    'That the resources were there, with their project, owner label and place: a practice of inventory.',
    'That a deployment from a configuration succeeded: a practice of deploy.',
  ],
  limits: [
    'When the assets were listed: give `--happened`.',
    'What an asset is configured like: only names, labels and places are kept.',
  ],
};
