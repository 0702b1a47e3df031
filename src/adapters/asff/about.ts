import type { About } from '../about.ts';

export const about: About = {
  reads:
    'findings in the AWS Security Finding Format: Security Hub CSPM, Prowler, Inspector, Macie, GuardDuty through Security Hub',
  exports: [
    {
      tools: ['aws-security-hub'],
      how: 'Export the findings that are active, passed ones too, for each account (or the administrator account) and region.',
      code: `aws securityhub get-findings --output json \\
  --filters '{"RecordState":[{"Value":"ACTIVE","Comparison":"EQUALS"}]}' > securityhub.json
assay import securityhub.json --system SYSTEM`,
    },
    {
      tools: ['aws-security-hub'],
      how: 'Or let EventBridge deliver them as they come: a rule with this pattern, with a file or a queue that Assay reads as its target.',
      code: `{"source": ["aws.securityhub"], "detail-type": ["Security Hub Findings - Imported"]}`,
      language: 'json',
    },
    {
      tools: ['prowler', 'my-arsenal-of-aws-security-tools'],
      how: 'Prowler writes ASFF beside its own formats.',
      code: `prowler aws --output-formats json-asff --output-directory OUTPUT_FOLDER
assay import OUTPUT_FOLDER/REPORT.asff.json --system SYSTEM`,
    },
  ],
  proves: [
    'Controls and checks were evaluated (aspect `configuration`, output `test`) at the time of the latest finding: one result for each resource, passed, failed or skipped.',
    'Findings with vulnerabilities are evidence of `patch`, one result for each package; those of sensitive data that are credentials, of `secrets`.',
    'Detections (tactics, effects, unusual behaviours) are events of `telemetry`.',
    'Resources are known by ARN, instance id or image digest, with their account, region and owner tags.',
  ],
  limits: [
    'That all accounts and regions were looked at: a report closes nothing that it does not name.',
    'Findings that were suppressed, or archived without having passed, count as skipped; `WARNING` and `NOT_AVAILABLE` too, for the check could not say.',
    'Descriptions and details of resources are not kept, since they may quote what was found.',
    'Findings that a person sent on (`Security Hub Findings - Custom Action`) are no import, and are not read here.',
    'The 2025 generation of Security Hub exports OCSF: use the `ocsf` adapter for it.',
  ],
};
