import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readAutoScaling } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-autoscaling',
  about,
  title: 'AWS Auto Scaling groups',
  aspects: ['resiliency'],
  detect(head) {
    const groups = awsAnswer(head)?.AutoScalingGroups;
    if (!Array.isArray(groups)) return 0;
    const first = asObject(asArray(groups)[0]);
    return first && 'AutoScalingGroupName' in first ? CERTAIN : LIKELY;
  },
  read: readAutoScaling,
};
