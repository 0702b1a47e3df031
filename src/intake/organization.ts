import type { Instant } from '../records/instant.ts';
import type { OrganizationRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

/** The organization that an installation begins with. */
export const OWN = 'default';
/** The example organization, removable at any time. */
export const EXAMPLE = 'example';

/** Makes the organization that an installation begins with, where it is not there yet. */
export async function ensureOrganization(store: Store, created: Instant, timeZone: string): Promise<void> {
  const known = await store.organizations();
  if (known.some((row) => row.id === OWN)) return;
  await store.write(OWN, async (writer) => {
    if (await writer.organization()) return;
    await writer.putOrganization({ id: OWN, name: 'My organization', timeZone, created, example: false });
  });
}

/**
 * The organization to show: the one asked for, or else one's own, or the example while one's own has no
 * system and the example is loaded.
 */
export async function shownOrganization(store: Store, wanted?: string): Promise<OrganizationRow | undefined> {
  const rows = await store.organizations();
  if (wanted !== undefined) return rows.find((row) => row.id === wanted);
  const own = rows.find((row) => row.id === OWN);
  const example = rows.find((row) => row.example);
  if (!own || !example) return own ?? example;
  return (await store.reader(own.id).systems()).length > 0 ? own : example;
}
