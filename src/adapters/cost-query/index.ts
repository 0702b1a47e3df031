import { type Adapter, CERTAIN } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { isAzureQuery } from './azure.ts';
import { isGcpBilling } from './gcp.ts';
import { readCostQuery } from './read.ts';

export const adapter: Adapter = {
  id: 'cost-query',
  about,
  title:
    'Answers to questions of cost: AWS Cost Explorer, Azure Cost Management, Google Cloud billing export',
  aspects: ['cost'],
  detect(head) {
    if (isAzureQuery(head) || isGcpBilling(head)) return CERTAIN;
    return listsCertainty(head, [['ResultsByTime', 'TimePeriod']], CERTAIN);
  },
  read: readCostQuery,
};
