import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HistoryAnswer, PortfolioAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** The scorecard of every system at a moment. The one before stays on show while another day is asked for. */
export function portfolioQuery(moment: MomentSearch) {
  return queryOptions({
    queryKey: ['portfolio', moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<PortfolioAnswer>(address('/portfolio', await momentParameters(client, moment)), { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Levels of every system week by week, over the 14 months up to a moment. */
export function weeksQuery(moment: MomentSearch) {
  return queryOptions({
    queryKey: ['history', 'week', moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<HistoryAnswer>(
        address('/history', { ...(await momentParameters(client, moment)), step: 'week', count: '60' }),
        { signal },
      ),
  });
}
