import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { LISTS, readAnswer } from './answer.ts';
import { isDetection, isTemplate } from './shape.ts';
import { readTemplate } from './template.ts';

export const adapter: Adapter = {
  id: 'cloudformation',
  about,
  title: 'AWS CloudFormation templates, stacks and drift',
  aspects: [
    'deploy',
    'access',
    'secrets',
    'alerts',
    'telemetry',
    'backup',
    'resiliency',
    'configuration',
    'cost',
    'cicd',
    'patch',
  ],
  detect(head) {
    if (isTemplate(head) || isDetection(head)) return CERTAIN;
    return listsCertainty(head, LISTS, LIKELY);
  },
  read: (document) => (isTemplate(document.head) ? readTemplate(document) : readAnswer(document)),
};
