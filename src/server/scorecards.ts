import type { Model } from '../model/model.ts';
import { type Histories, loadHistories } from '../outputs/scorecard/histories.ts';
import type { Instant } from '../records/instant.ts';
import type { Store } from '../store/store.ts';

/**
 * Keeps what levels are derived from in memory while nothing changes: the store's revision tells. Scores are
 * derived anew for each request, for its own instant.
 */
export function scorecards(store: Store, model: Model) {
  const kept = new Map<
    string,
    { revision: number; known: Instant | undefined; histories: Promise<Histories> }
  >();

  /**
   * Histories of an organization.
   * @param known undefined: all that is known now
   */
  async function histories(organization: string, known: Instant | undefined): Promise<Histories> {
    const reader = store.reader(organization);
    const revision = await reader.revision();
    const before = kept.get(organization);
    if (before && before.revision === revision && before.known === known) return before.histories;
    const loading = loadHistories(reader, model, { known: known ?? Number.MAX_SAFE_INTEGER });
    kept.set(organization, { revision, known, histories: loading });
    loading.catch(() => kept.delete(organization));
    return loading;
  }

  return { histories };
}
