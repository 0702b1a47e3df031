import type { About } from '../about.ts';

export const about: About = {
  reads: 'OCSF findings and inventory (Prowler, Security Hub, Inspector)',
  exports: [
    {
      tools: ['aws-security-hub', 'prowler'],
      how: 'Prowler, AWS Security Hub, Amazon Inspector, Security Lake and others write it, as an array or one event a line.',
      code: `prowler aws --output-formats json-ocsf
aws securityhub get-findings-v2 --output json
assay import prowler-output.ocsf.json --system payments`,
    },
  ],
  proves: [
    'Compliance and security findings (classes 2003, 2001): a `configuration` practice, one result for each resource: passed, failed or skipped (`MANUAL`).',
    'Vulnerability findings (2002): `patch`.',
    'Inventory events (5001, 5020, 5023): `inventory`; the account and its resources are reached.',
    'Detections (2004, 2006) are events of `telemetry`, but for those that say pass, fail or manual: Prowler writes its checks so.',
    'Times in seconds, as Prowler writes them, and in milliseconds, as the schema asks, are told apart by size.',
  ],
  limits: ['That the whole account was looked at: a report closes nothing that it does not name.'],
};
