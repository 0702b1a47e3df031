import { asArray, asObject, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readFis } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-fis',
  about,
  title: 'AWS Fault Injection Service experiments',
  aspects: ['resiliency'],
  detect(head) {
    const answer = awsAnswer(head);
    const one = asObject(answer?.experiment) ?? asObject(asArray(answer?.experiments)[0]);
    return one && isExperiment(one) ? CERTAIN : 0;
  },
  read: readFis,
};

/** Many tools speak of experiments; only this one has templates of them and an object as their state. */
function isExperiment(value: Members): boolean {
  return 'experimentTemplateId' in value && asObject(value.state) !== undefined;
}
