import type { About } from '../about.ts';

export const about: About = {
  reads: 'what people did, in YAML or JSON',
  exports: [
    {
      tools: ['evident-io'],
      how: 'Evident.io became part of Prisma Cloud, now Cortex Cloud: download its alerts as CSV (Alerts > Overview > Download), let Assay propose a map, look it over, and import with it.',
      code: 'assay maps suggest alerts.csv > prisma.map.yaml\nassay inspect alerts.csv --map prisma.map.yaml\nassay import alerts.csv --map prisma.map.yaml --system SYSTEM',
    },
    {
      tools: ['cmd', 'response-playbooks', 'owners', 'support-engineers'],
      how: 'What a person did that no tool recorded, written down in YAML or JSON (JSON Schema: `attestation.schema.json`).',
      code: `assay: attestation/v1
who: { name: Alice Example, role: site lead }
what: We restored the orders database into a fresh instance and compared row counts.
when: 2026-11-01
system: payments          # may be left out; rules know it as the key system:payments
aspect: backup
output: test
reference: https://wiki.example.com/restore-2026-11
note: Took 41 minutes.`,
      language: 'yaml',
    },
    {
      tools: ['20-docker-security-tools', 'top-10-docker-security-tools'],
      how: 'These are lists of tools, not tools: attest that you went through the list and chose; what the chosen tools then write (SARIF, Trivy, Clair, Docker Bench …) is evidence of its own.',
      code: `assay: attestation/v1
who: { name: Alice Example, role: platform engineer }
what: We went through the list of container security tools, chose one scanner of images and one of hosts, and wrote down why.
when: 2026-11-01
system: payments
aspect: configuration
output: report
reference: https://wiki.example.com/container-security-2026`,
      language: 'yaml',
    },
    {
      tools: ['my-arsenal-of-aws-security-tools'],
      how: 'A list of tools for AWS: attest the choice, with the accounts that it covers; hand in what Prowler, ScoutSuite, CloudSploit and the others write as evidence of its own.',
      code: `assay: attestation/v1
who: { name: Alice Example, role: cloud security }
what: We went through the AWS security tools, chose what runs against which account, and retired two that are no longer kept up.
when: 2026-11-01
system: payments
aspect: configuration
output: report
note: Accounts 111122223333 and 444455556666.`,
      language: 'yaml',
    },
    {
      tools: ['secret-management-overview'],
      how: 'An article that compares ways to keep secrets: attest which of them you use, for what, and when you looked at it again; the store itself (Vault, AWS Secrets Manager …) shows that it is used.',
      code: `assay: attestation/v1
who: { name: Alice Example, role: site lead }
what: We compared ways to keep secrets, kept to Vault with short leases, and moved the last static database password into it.
when: 2026-11-01
system: payments
aspect: secrets
output: report
reference: https://wiki.example.com/secrets-2026`,
      language: 'yaml',
    },
    {
      tools: ['pacu'],
      how: 'A test by hand with Pacu: attest what was allowed, tried and found; record single modules with `assay run`.',
      code: `assay: attestation/v1
who: { name: Bob Example, role: tester }
what: We tried to gain rights in the test account with Pacu, within the rules agreed, and closed the two ways that we found.
when: 2026-11-01
system: payments
aspect: configuration
output: test
reference: TICKET-123`,
      language: 'yaml',
    },
    {
      tools: [],
      how: 'Hand it in with `assay import restore.yaml --system payments`. A file may hold several: a list, or several YAML documents. One that cannot be used is reported with its line, and the others count.',
    },
  ],
  proves: [
    'That whoever handed it in says so.',
    'It is one manual practice at its date, whoever hands it in: enough for levels 2 and 3, never for 4 or 5.',
    'Dates ahead are kept aside until they come.',
  ],
  limits: ['That it happened.', 'It reaches no resource, so it adds nothing to coverage.'],
};
