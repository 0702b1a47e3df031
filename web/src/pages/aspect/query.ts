import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AspectEvidenceAnswer, AspectSystemsAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** Every system at an aspect, the lowest first, page by page. */
export function aspectSystemsQuery(aspect: string, moment: MomentSearch) {
  return infiniteQueryOptions({
    queryKey: ['aspect systems', aspect, moment.at, moment.known],
    queryFn: async ({ client, pageParam, signal }) => {
      const query = { ...(await momentParameters(client, moment)), limit: '100', after: pageParam };
      return request<AspectSystemsAnswer>(address(`/aspects/${aspect}/systems`, query), { signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What came in lately for an aspect. */
export function aspectEvidenceQuery(aspect: string, { known }: MomentSearch) {
  return queryOptions({
    queryKey: ['aspect evidence', aspect, known],
    queryFn: async ({ client, signal }) =>
      request<AspectEvidenceAnswer>(
        address(`/aspects/${aspect}/evidence`, {
          known: (await momentParameters(client, { known })).known,
        }),
        { signal },
      ),
  });
}
