import type { About } from '../about.ts';

export const about: About = {
  reads: 'Terraform and OpenTofu states and plans',
  exports: [
    {
      tools: [
        'boundary',
        'okta',
        'onelogin',
        'jumpcloud',
        'vault',
        'hashicorp-vault',
        'terraform',
        'google-deployment-manager',
        'pingdom',
        'icinga',
        'signalfx',
        'datadog',
        'new-relic',
        'wavefront',
        'graylog',
        'splunk',
        'logdna',
        'sumo-logic',
        'pagerduty',
        'opsgenie',
        'victorops',
        'owners',
      ],
      how: 'Run:',
      code: `terraform state pull > terraform.tfstate
terraform show -json > state.json
terraform plan -out plan.bin && terraform show -json plan.bin > plan.json
assay import terraform.tfstate --system payments --happened "$(date -u +%FT%TZ)"`,
    },
  ],
  proves: [
    'That infrastructure is kept by code (aspect `deploy`, output `test`): every managed resource is a thing that deploy reaches, by ARN or cloud id, with its account, owner tag and region.',
    'A state does not say when it was written: the caller does.',
    'Resources that set up a practice elsewhere (Okta, PagerDuty, Datadog, Vault, backup plans, alarms …) show that it is _configured_: declared, level 2 at most for that aspect until a live signal arrives.',
    'A plan only says what would change: declared too.',
  ],
  limits: [
    'That a resource exists today, or works.',
    'Of its attributes only names, ids, tags and plain switches are read: passwords, keys, user data and outputs never are.',
  ],
};
