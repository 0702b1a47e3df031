import type { About } from '../about.ts';

export const about: About = {
  reads: 'what people did, in YAML or JSON',
  exports: [
    {
      tools: [
        'cmd',
        '20-docker-security-tools',
        'top-10-docker-security-tools',
        'my-arsenal-of-aws-security-tools',
        'pacu',
        'secret-management-overview',
        'response-playbooks',
        'owners',
        'support-engineers',
      ],
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
