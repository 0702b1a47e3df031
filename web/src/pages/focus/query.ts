import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FocusAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

export function focusQuery(moment: MomentSearch) {
  return queryOptions({
    queryKey: ['focus', moment.at, moment.known],
    queryFn: async ({ client, signal }) =>
      request<FocusAnswer>(address('/focus', await momentParameters(client, moment)), { signal }),
    placeholderData: keepPreviousData,
  });
}
