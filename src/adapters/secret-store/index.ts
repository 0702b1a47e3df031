import { type Adapter, POSSIBLE } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { readSecretStore } from './read.ts';
import { STORES } from './stores.ts';

export const adapter: Adapter = {
  id: 'secret-store',
  about,
  title: 'Secret stores: AWS Secrets Manager, Azure Key Vault, Google Secret Manager',
  aspects: ['secrets'],
  detect(head) {
    if (Array.isArray(awsAnswer(head)?.SecretList) && !productOf(head, STORES)) return POSSIBLE;
    return productOf(head, STORES)?.certainty ?? 0;
  },
  read: readSecretStore,
};
