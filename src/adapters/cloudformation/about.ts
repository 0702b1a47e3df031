import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS CloudFormation templates (JSON, YAML, SAM, CDK output), stacks, their resources, and drift',
  exports: [
    {
      tools: ['aws-cloudformation'],
      how: 'Export stacks and their resources, for each account and region.',
      code: `aws cloudformation describe-stacks --output json > stacks.json
for stack in $(jq -r '.Stacks[].StackName' stacks.json); do
  aws cloudformation describe-stack-resources --stack-name "$stack" --output json > "resources-$stack.json"
done
# a stack with more than 100 resources: list-stack-resources, which does not name the stack
aws cloudformation list-stack-resources --stack-name STACK --output json > resources-STACK.json`,
    },
    {
      tools: ['aws-cloudformation'],
      how: 'Look for drift, then export what was found.',
      code: `id=$(aws cloudformation detect-stack-drift --stack-name STACK --query StackDriftDetectionId --output text)
aws cloudformation describe-stack-drift-detection-status --stack-drift-detection-id "$id" --output json > drift-status.json
aws cloudformation describe-stack-resource-drifts --stack-name STACK --output json > drift.json`,
    },
    {
      tools: ['aws-cloudformation'],
      how: 'Hand in templates as they are, from the repository, `cdk.out` or a stack.',
      code: `aws cloudformation get-template --stack-name STACK --query TemplateBody > template.json
cdk synth && assay import cdk.out/STACK.template.json --system SYSTEM`,
    },
  ],
  proves: [
    'A stack that was created or updated was deployed from code (aspect `deploy`, output `test`) at its last change; one that failed or was rolled back is an event.',
    'Resources of a stack are reached by `deploy`: by ARN or id, and by an ARN made of the name, account and region for common types.',
    'Drift is a failing result for the resource or stack, its absence a passing one; that it was looked for is a practice.',
    'A template declares practices (alarms, backup plans, scaling, trails ...): level 2 at most, until a live signal comes.',
    'Templates and stacks are held against quotas that nobody can raise (500 resources; 200 parameters, outputs, mappings): from nine tenths on the result fails. More than 200 resources fail a result of their own, as the model advises against large stacks.',
  ],
  limits: [
    'A template reaches nothing, since it may never have been deployed: hand in the resources of its stack.',
    'Who deployed, and whether a review or a pipeline came before.',
    'Resources that no stack holds: only an inventory knows them.',
    'Parameters, outputs and values of properties are never read, for they may hold secrets; of drift only the paths are kept.',
    'Templates and resources without a time are dated by `--happened`.',
  ],
};
