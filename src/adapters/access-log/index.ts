import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { LOGS } from './logs.ts';
import { readAccessLog } from './read.ts';

export const adapter: Adapter = {
  id: 'access-log',
  about,
  title:
    'Sign-in and administrator logs: Okta, Duo, OneLogin, JumpCloud, LastPass, BetterCloud, Entra ID, Google',
  aspects: ['access', 'telemetry'],
  detect: (head) => productOf(head, LOGS)?.certainty ?? 0,
  read: readAccessLog,
};
