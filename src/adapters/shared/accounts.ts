import type { Key } from '../../records/key.ts';
import type { Resource } from '../../records/record.ts';
import type { AspectId } from '../../records/words.ts';

/** What each account's resource says besides its key. */
type Known = Partial<Pick<Resource, 'name' | 'owner' | 'at'>>;

/**
 * Yields an account as a resource the first time that a document names it: accounts that are seen anywhere
 * count as accounts that an inventory has to know.
 * @param reaches aspects whose evidence the mention is
 */
export function accountsOnce(
  reaches: readonly AspectId[] = [],
): (account: Key | undefined, known?: Known) => Generator<Resource> {
  const seen = new Set<Key>();
  return function* (account, known = {}) {
    if (account === undefined || seen.has(account)) return;
    seen.add(account);
    yield {
      kind: 'resource',
      type: 'account',
      keys: [account],
      ...known,
      ...(reaches.length > 0 && { reaches }),
    };
  };
}
