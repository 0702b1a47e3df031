import { type Adapter, POSSIBLE } from '../adapter.ts';
import { listsCertainty } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readAwsBudgets } from './read.ts';

export const adapter: Adapter = {
  id: 'aws-budgets',
  about,
  title: 'AWS Budgets',
  aspects: ['cost'],
  detect(head) {
    return listsCertainty(head, [['Budgets', 'BudgetName']], POSSIBLE);
  },
  read: readAwsBudgets,
};
