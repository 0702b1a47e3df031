import type { PersonRow } from '../../store/accounts.ts';
import { newId } from './secret.ts';

/** Somebody new, who is a member of nothing yet. @param password its hash */
export function newPerson(
  name: string,
  email: string | undefined,
  password: string | undefined,
  created: number,
): PersonRow {
  return {
    id: newId(),
    name,
    email,
    created,
    disabled: false,
    password,
    totp: undefined,
    totpStep: 0,
    recovery: [],
  };
}
