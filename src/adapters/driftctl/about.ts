import type { About } from '../about.ts';

export const about: About = {
  reads: 'driftctl JSON',
  exports: [
    {
      tools: ['terraform'],
      how: 'Scan the account against every state that describes it.',
      code: `driftctl scan --from tfstate+s3://BUCKET/PATH/terraform.tfstate --output json://driftctl.json
assay import driftctl.json --system SYSTEM`,
    },
  ],
  proves: [
    'The account was held against the code (aspect `deploy`, output `test`) at the time of the scan.',
    'Managed resources are reached by `deploy`; unmanaged ones are known and not reached, so that they lower its coverage.',
    'Drift is a failing result for the resource, and no drift a passing one; a resource that the code has and that is gone is a failing result.',
  ],
  limits: [
    'Resources of types that driftctl does not know are not seen. Its development has ended; a Terraform plan with `-refresh-only` finds drift too.',
    'Versions since 0.39 look for missing and unmanaged resources, and no longer at what changed inside one.',
    'Values of what changed are not read, for they may hold secrets; only their paths are.',
    'A scan that saw no resource at all is an event, not a practice.',
    'Versions that write no date are dated by `--happened`.',
  ],
};
