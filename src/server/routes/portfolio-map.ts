import { portfolioMapText } from '../../outputs/scorecard/map.ts';
import { sees } from '../access/caller.ts';
import { PortfolioMap } from '../api/scores.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';
import { InstantsQuery } from '../query.ts';

/** Where systems stand, in few words for each: what a page that shows thousands of them needs. */
export function portfolioMapRoutes(declare: Declare, { model, now, scorecards }: Shared): void {
  declare(
    {
      id: 'getPortfolioMap',
      method: 'GET',
      path: '/portfolio/map',
      tag: 'Scores',
      summary: 'Every system’s levels as numbers, at any moment: quick for thousands of systems.',
      policy: { may: 'read', scoped: true },
      query: InstantsQuery,
      answer: PortfolioMap,
    },
    async ({ organization, access, query, reply }) => {
      const histories = await scorecards.histories(organization.id, query.known);
      const question = { at: query.at ?? now(), known: query.known ?? now() };
      const text = portfolioMapText(histories, model, question, (system) => sees(access.reach, system));
      return reply.type('application/json; charset=utf-8').send(text);
    },
  );
}
