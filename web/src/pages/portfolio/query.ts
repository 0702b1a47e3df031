import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ChangesAnswer, HistoryAnswer, PortfolioMapAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** A system as the map tells of it: its levels as numbers. */
export type MapSystem = PortfolioMapAnswer['systems'][number];

/** Where every system stands at a moment. The one before stays on show while another day is asked for. */
export function mapQuery(moment: MomentSearch) {
  return queryOptions({
    queryKey: ['map', moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<PortfolioMapAnswer>(address('/portfolio/map', await momentParameters(client, moment)), {
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** What rose or fell in the week before a moment, and what lapses next. */
export function changesQuery(moment: MomentSearch) {
  return queryOptions({
    queryKey: ['changes', moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<ChangesAnswer>(
        address('/changes', { ...(await momentParameters(client, moment)), count: '10' }),
        { signal },
      ),
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
