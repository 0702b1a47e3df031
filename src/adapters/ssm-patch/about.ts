import type { About } from '../about.ts';

export const about: About = {
  reads:
    'AWS Systems Manager: `describe-instance-patch-states`, `list-compliance-items`, `describe-instance-information`',
  exports: [
    {
      tools: [],
      how: 'List what Patch Manager knows of the instances.',
      code: `aws ssm describe-instance-patch-states --instance-ids $(aws ssm describe-instance-information --query 'InstanceInformationList[].InstanceId' --output text) > patch-states.json
aws ssm list-compliance-items --filters Key=ComplianceType,Values=Patch > compliance.json
aws ssm describe-instance-information > instances.json
assay import patch-states.json compliance.json instances.json --system SYSTEM`,
    },
  ],
  proves: [
    'That an instance was scanned for missing patches, or patched, when its last operation ended: a practice of patching, for that instance.',
    'Whether patches of its baseline are missing: a finding of the instance until a later state says otherwise.',
    'Which instances Systems Manager manages, with when they last spoke.',
  ],
  limits: [
    'Only managed instances are in it: others show as uncovered where another inventory knows them.',
    'Which patches a baseline wants is decided in AWS.',
  ],
};
