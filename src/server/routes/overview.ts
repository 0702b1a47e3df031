import { buildScorecard } from '../../outputs/scorecard/build.ts';
import { helpFor } from '../../outputs/scorecard/help.ts';
import { instantsBefore, overTime } from '../../outputs/scorecard/over-time.ts';
import { sees } from '../access/caller.ts';
import { Focus, History, HistoryQuery } from '../api/overview.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { InstantsQuery } from '../query.ts';

/** What is said of all systems together: who needs help, and how levels went. */
export function overviewRoutes(declare: Declare, { model, now, scorecards }: Shared): void {
  const tag = 'Scores';

  declare(
    {
      id: 'getFocus',
      method: 'GET',
      path: '/focus',
      tag,
      summary: 'Who needs help most, each with the one step worth doing, how, and who can help.',
      policy: { may: 'read', scoped: true },
      query: InstantsQuery,
      answer: Focus,
    },
    async ({ organization, access, query }) => {
      const all = await scorecards.histories(organization.id, query.known);
      const histories = { ...all, systems: all.systems.filter(({ id }) => sees(access.reach, id)) };
      const card = buildScorecard(histories, model, { at: query.at ?? now(), known: query.known ?? now() });
      return { at: card.at, known: card.known, rows: helpFor(card, model) };
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
      const all = await scorecards.histories(organization.id, query.known);
      const histories = { ...all, systems: all.systems.filter(({ id }) => sees(access.reach, id)) };
      return overTime(histories, model, instantsBefore(query.at ?? now(), query.step, query.count));
    },
  );
}
