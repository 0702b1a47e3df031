import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { listingCertainty } from '../shared/listing.ts';
import { about } from './about.ts';
import { LISTINGS, readCostAdvice } from './read.ts';

export const adapter: Adapter = {
  id: 'cost-advice',
  about,
  title: 'Cost advice: AWS Trusted Advisor, Azure Advisor, Google Recommender',
  aspects: ['cost', 'configuration', 'resiliency'],
  detect(head) {
    if (listingCertainty(head, LISTINGS) > 0) return CERTAIN;
    const result = asObject(awsAnswer(head)?.result);
    return result && 'flaggedResources' in result ? CERTAIN : 0;
  },
  read: readCostAdvice,
};
