import type { Adapter } from '../adapter.ts';
import { about } from './about.ts';
import { wayOf } from './markers.ts';
import { readEncryptedValues } from './read.ts';

export const adapter: Adapter = {
  id: 'encrypted-values',
  about,
  title: 'Encrypted values in code: Ansible Vault, Hiera eyaml, Chef data bags, SOPS, Sealed Secrets',
  aspects: ['secrets'],
  detect: (head) => wayOf(head)?.certainty ?? 0,
  read: readEncryptedValues,
};
