import type { Model } from '../model/model.ts';
import {
  deriveLines,
  type Histories,
  loadHistories,
  renewHistories,
} from '../outputs/scorecard/histories.ts';
import type { Instant } from '../records/instant.ts';
import type { Store } from '../store/store.ts';

/** From this share of an organization's systems on, all of them are read anew: reading in order is quicker. */
const MOST = 0.5;

interface Known {
  /** What they hold at least. */
  revision: number;
  histories: Histories;
}

/**
 * Keeps what levels are derived from in memory. The store's revision tells whether anything changed, and then
 * only the systems that did are read. Scores are derived anew for each request, for its own instant.
 */
export function scorecards(store: Store, model: Model) {
  const kept = new Map<string, Promise<Known>>();
  const warming = { done: 0, of: 0 };
  const asKnown = new Map<string, { revision: number; known: Instant; histories: Promise<Histories> }>();

  /**
   * Histories of an organization.
   * @param known undefined: all that is known now
   */
  async function histories(organization: string, known: Instant | undefined): Promise<Histories> {
    const revision = await store.reader(organization).revision();
    if (known !== undefined) return asKnownAt(organization, known, revision);
    // Those who ask meanwhile wait for the same, and find at least what was there when they asked.
    const next = renewed(organization, kept.get(organization), revision);
    kept.set(organization, next);
    next.catch(() => {
      if (kept.get(organization) === next) kept.delete(organization);
    });
    return (await next).histories;
  }

  async function renewed(
    organization: string,
    asked: Promise<Known> | undefined,
    revision: number,
  ): Promise<Known> {
    const reader = store.reader(organization);
    const before = await asked?.catch(() => undefined);
    if (before && before.revision >= revision) return before;
    const changed = before && (await reader.changedSince(before.revision));
    const few = before && changed && changed.length <= MOST * before.histories.systems.length;
    const histories = few
      ? await renewHistories(before.histories, reader, model, changed)
      : await loadHistories(reader, model, { known: Number.MAX_SAFE_INTEGER });
    await deriveLines(histories);
    return { revision, histories };
  }

  /** The last that was asked for is kept: one page asks several times. */
  function asKnownAt(organization: string, known: Instant, revision: number): Promise<Histories> {
    const before = asKnown.get(organization);
    if (before?.revision === revision && before.known === known) return before.histories;
    const loading = loadHistories(store.reader(organization), model, { known });
    asKnown.set(organization, { revision, known, histories: loading });
    loading.catch(() => asKnown.delete(organization));
    return loading;
  }

  /**
   * Derives the levels of organizations before anybody asks, one after the other. Where that cannot be, whoever
   * asks is told why.
   */
  async function warm(organizations: readonly string[]): Promise<void> {
    warming.of += organizations.length;
    for (const id of organizations) {
      await histories(id, undefined).catch(() => undefined);
      warming.done += 1;
    }
  }

  /** How many organizations' levels were derived, of those that were to be before anybody asks. */
  const warmed = () => ({ ...warming });

  return { histories, warm, warmed };
}
