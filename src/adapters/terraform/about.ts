import type { About } from '../about.ts';

export const about: About = {
  reads: 'Terraform and OpenTofu states and plans',
  exports: [
    {
      tools: ['terraform', 'owners'],
      how: 'A state, a plan as JSON, or a saved state as JSON: the first says most, and which tags name owners.',
      code: `terraform state pull > terraform.tfstate
terraform show -json > state.json
terraform plan -out plan.bin && terraform show -json plan.bin > plan.json
assay import terraform.tfstate --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [
        'boundary',
        'okta',
        'onelogin',
        'jumpcloud',
        'duo',
        'vault',
        'hashicorp-vault',
        'aws-secrets-manager',
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
        'google-deployment-manager',
      ],
      how: 'Where the tool is set up by Terraform with its provider, the same state shows that it is configured (providers okta, onelogin, jumpcloud, boundary, duo, vault, datadog, newrelic, signalfx, wavefront, pingdom, icinga2, graylog, splunk, logdna, sumologic, pagerduty, opsgenie, victorops); Google has retired Deployment Manager, and what it set up is imported into Terraform.',
      code: `terraform -chdir=FOLDER init -input=false
terraform -chdir=FOLDER state pull > PROVIDER.tfstate
assay import PROVIDER.tfstate --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
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
