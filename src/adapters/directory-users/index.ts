import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { DIRECTORIES } from './directories.ts';
import { readDirectoryUsers } from './read.ts';

export const adapter: Adapter = {
  id: 'directory-users',
  about,
  title:
    'Users of a central directory: SCIM, Okta, Duo, OneLogin, JumpCloud, LastPass, IdentityIQ, Entra ID, Google',
  aspects: ['access'],
  detect: (head) => productOf(head, DIRECTORIES)?.certainty ?? 0,
  read: readDirectoryUsers,
};
