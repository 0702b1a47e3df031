import { aws } from './aws.ts';
import { azure } from './azure.ts';
import { gcp } from './gcp.ts';
import type { Store } from './store.ts';

export const STORES: readonly Store[] = [aws, azure, gcp];
