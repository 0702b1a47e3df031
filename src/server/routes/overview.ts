import { changesBetween, explained, lapsesBetween } from '../../outputs/report/changes.ts';
import { buildScorecard } from '../../outputs/scorecard/build.ts';
import { ofSystems } from '../../outputs/scorecard/facts.ts';
import { helpFor } from '../../outputs/scorecard/help.ts';
import type { Histories } from '../../outputs/scorecard/histories.ts';
import { mapRows } from '../../outputs/scorecard/map.ts';
import { instantsBefore, overTime } from '../../outputs/scorecard/over-time.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import { type Reach, sees } from '../access/caller.ts';
import { Changes, ChangesQuery, Focus, FocusQuery, History, HistoryQuery } from '../api/overview.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';

const WEEK = 7 * DAY;
/** How far ahead lapses are told. */
const AHEAD = 31 * DAY;

/** What is said of all systems together: who needs help, and how levels went. */
export function overviewRoutes(declare: Declare, { store, now, scorecards }: Shared): void {
  const tag = 'Scores';

  async function seenBy(reach: Reach, organization: string, known: Instant | undefined): Promise<Histories> {
    const all = await scorecards.histories(organization, known);
    return ofSystems(all, (id) => sees(reach, id));
  }

  declare(
    {
      id: 'getFocus',
      method: 'GET',
      path: '/focus',
      tag,
      summary: 'Who needs help most, each with the one step worth doing, how, and who can help.',
      policy: { may: 'read', scoped: true },
      query: FocusQuery,
      answer: Focus,
    },
    async ({ organization, access, query, model }) => {
      const histories = await seenBy(access.reach, organization.id, query.known);
      const at = query.at ?? now();
      const { rows, needy } = mapRows(histories, model, at);
      const byId = new Map(rows.map((row) => [row.id, row]));
      const like = needy.filter(({ system }) => {
        const { team, production } = byId.get(system) ?? {};
        return (
          (query.team === undefined || team === query.team) &&
          (query.production === undefined || production === true)
        );
      });
      // Reasons are derived for those that are told of only.
      const told = new Set(like.slice(0, query.count).map(({ system }) => system));
      const card = buildScorecard(
        ofSystems(histories, (id) => told.has(id)),
        model,
        { at, known: query.known ?? now() },
      );
      return {
        at: card.at,
        known: card.known,
        teams: [...new Set(needy.flatMap(({ system }) => byId.get(system)?.team ?? []))].sort(),
        total: needy.length,
        wanted: like.length,
        rows: helpFor(card, rows, model, await store.reader(organization.id).contacts()),
      };
    },
  );

  declare(
    {
      id: 'listChanges',
      method: 'GET',
      path: '/changes',
      tag,
      summary: 'Levels that rose or fell since a day, with the reasons, and what falls next.',
      policy: { may: 'read', scoped: true },
      query: ChangesQuery,
      answer: Changes,
    },
    async ({ organization, access, query, model }) => {
      const histories = await seenBy(access.reach, organization.id, query.known);
      const at = query.at ?? now();
      const since = query.since ?? at - WEEK;
      const changes = changesBetween(histories, since, at);
      return {
        since: formatInstant(since),
        at: formatInstant(at),
        total: changes.length,
        changes: explained(histories, model, changes.slice(0, query.count), at),
        lapses: lapsesBetween(histories, at, at + AHEAD).slice(0, query.count),
      };
    },
  );

  declare(
    {
      id: 'getHistory',
      method: 'GET',
      path: '/history',
      tag,
      summary: 'Levels and scores of every system by week, month or quarter.',
      policy: { may: 'read', scoped: true },
      query: HistoryQuery,
      answer: History,
    },
    async ({ organization, access, query }) => {
      const histories = await seenBy(access.reach, organization.id, query.known);
      return overTime(histories, instantsBefore(query.at ?? now(), query.step, query.count));
    },
  );
}
