import type { AccountReader } from '../../store/accounts.ts';

/** Whether this person is the only owner of the organization, and so has to stay one. */
export async function isOnlyOwner(
  read: AccountReader,
  organization: string,
  person: string,
): Promise<boolean> {
  const owners = (await read.members(organization)).filter(({ role }) => role === 'owner');
  return owners.length === 1 && owners[0]?.person === person;
}
