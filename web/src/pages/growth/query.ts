import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HistoryAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** Scores at the beginnings of the last six quarters, and at the moment. */
export function quartersQuery(moment: MomentSearch) {
  return queryOptions({
    queryKey: ['history', 'quarter', moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<HistoryAnswer>(
        address('/history', {
          ...(await momentParameters(client, moment)),
          step: 'quarter',
          count: '6',
        }),
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
