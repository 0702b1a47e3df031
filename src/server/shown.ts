import { shownOrganization } from '../intake/organization.ts';
import { Refusal } from '../records/refusal.ts';
import type { OrganizationRow, Store } from '../store/store.ts';

/**
 * The organization that this request is about.
 * @throws Refusal `not-found`
 */
export async function shown(store: Store): Promise<OrganizationRow> {
  const organization = await shownOrganization(store);
  if (organization) return organization;
  throw new Refusal('not-found', 'There is no organization yet.', {}, 'Start the server anew.');
}
