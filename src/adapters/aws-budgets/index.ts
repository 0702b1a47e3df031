import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, POSSIBLE } from '../adapter.ts';
import { awsAnswer, listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readAwsBudgets } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-budgets',
  about,
  title: 'AWS Budgets',
  aspects: ['cost'],
  detect(head) {
    // `describe-budget` answers one, which no list holds.
    if ('BudgetName' in (asObject(awsAnswer(head)?.Budget) ?? {})) return CERTAIN;
    return listsCertainty(head, [['Budgets', 'BudgetName']], POSSIBLE);
  },
  read: readAwsBudgets,
};
