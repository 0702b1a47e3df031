import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { awsAnswer, listsCertainty } from '../shared/aws-answer.ts';
import { answerOf, firstElement } from '../shared/elements.ts';
import { about } from './about.ts';
import { isAzureAlert } from './azure.ts';
import { isGcpAlert } from './gcp.ts';
import { AZURE_LISTS, GCP_LISTS, readCloudAlarms } from './read.ts';

const CLOUDWATCH: readonly (readonly [list: string, member: string])[] = [
  ['MetricAlarms', 'AlarmName'],
  ['CompositeAlarms', 'AlarmName'],
];

export const adapter: Adapter = {
  id: 'cloud-alarms',
  about,
  title: 'Cloud alarms (CloudWatch, Azure Monitor, Google Cloud Monitoring)',
  aspects: ['alerts'],
  detect(head): Certainty {
    const answer = awsAnswer(head);
    if (answer && ('MetricAlarms' in answer || 'CompositeAlarms' in answer)) {
      return Math.max(...CLOUDWATCH.map((list) => listsCertainty(head, [list], LIKELY)));
    }
    const azure = firstElement(head, AZURE_LISTS);
    const gcp = firstElement(head, GCP_LISTS);
    return isAzureAlert(azure) || isGcpAlert(gcp) || isGcpAlert(answerOf(head)) ? CERTAIN : 0;
  },
  read: readCloudAlarms,
};
