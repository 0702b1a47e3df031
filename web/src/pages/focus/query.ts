import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FocusAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** The neediest at a moment: of all systems, of a team, in production. */
export function focusQuery(
  moment: MomentSearch,
  wanted: { team?: string | undefined; production?: true | undefined; count?: number } = {},
) {
  const { team, production, count } = wanted;
  return queryOptions({
    queryKey: ['focus', moment.at, moment.known, team, production, count],
    queryFn: async ({ client, signal }) =>
      request<FocusAnswer>(
        address('/focus', {
          ...(await momentParameters(client, moment)),
          team,
          production: production && 'true',
          count: count?.toString(),
        }),
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
