import type { About } from '../about.ts';

export const about: About = {
  reads: 'AWS Fault Injection Service experiments',
  exports: [
    {
      tools: ['aws-auto-scaling', 'aws-auto-scaling-docs'],
      how: 'Export one experiment with its targets, or the list of all.',
      code: `aws fis get-experiment --id EXP123 --output json > experiment.json
aws fis list-experiments --output json > experiments.json`,
    },
  ],
  proves: [
    'A completed experiment is a resiliency practice at its end.',
    'It counts for the service that its tag `service`, `application` or `app` names, else for what the import names, and for the resources that its targets list by ARN.',
    'An experiment that failed, was cancelled, or was stopped by its condition is an event.',
  ],
  limits: [
    'How the service fared where the experiment has no stop condition (the note says so).',
    'A preview of targets (`actionsMode: skip-all`) injects nothing and counts for nothing.',
    'The list has neither targets nor end times: its experiments are dated by their creation.',
    'Who started an experiment is not in the file.',
  ],
};
