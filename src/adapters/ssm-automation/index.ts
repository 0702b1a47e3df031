import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { awsAnswer, listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readSsmAutomation } from './read.ts';

export const adapter: Adapter = {
  id: 'ssm-automation',
  about,
  title: 'AWS Systems Manager Automation',
  aspects: ['remediation'],
  detect(head): Certainty {
    const one = asObject(awsAnswer(head)?.AutomationExecution);
    if (one && 'DocumentName' in one) return CERTAIN;
    return listsCertainty(head, [['AutomationExecutionMetadataList', 'AutomationExecutionId']], LIKELY);
  },
  read: readSsmAutomation,
};
