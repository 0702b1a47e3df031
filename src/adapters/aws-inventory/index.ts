import { asArray, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { awsAnswer, listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { ARN_LISTS, LISTS } from './lists.ts';
import { readAwsInventory } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-inventory',
  about,
  title: 'AWS inventory: what the describe and list calls answer',
  aspects: ['inventory', 'telemetry'],
  detect(head) {
    const answer = awsAnswer(head) ?? {};
    if (ARN_LISTS.some((list) => asString(asArray(answer[list])[0])?.startsWith('arn:aws'))) return CERTAIN;
    return listsCertainty(head, LISTS, POSSIBLE);
  },
  read: readAwsInventory,
};
