import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readAwsConfig } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-config',
  about,
  title: 'AWS Config: recorded configuration and rule compliance',
  aspects: ['inventory', 'configuration'],
  detect(head) {
    const root = awsAnswer(head);
    const first = (list: unknown) => asObject(asArray(list)[0]);
    if (first(root?.configurationItems)?.resourceType !== undefined) return CERTAIN;
    if (asObject(first(root?.EvaluationResults)?.EvaluationResultIdentifier)) return CERTAIN;
    if (asObject(first(root?.ComplianceByResources)?.Compliance)) return CERTAIN;
    if (first(root?.ComplianceByConfigRules)?.ConfigRuleName !== undefined) return CERTAIN;
    return 'fileVersion' in (root ?? {}) && 'configSnapshotId' in (root ?? {}) ? CERTAIN : 0;
  },
  read: readAwsConfig,
};
