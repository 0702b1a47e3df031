import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { DoubtsAnswer, EvidenceAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';

/** The evidence behind one level, newest first, page by page. */
export function evidenceQuery(system: string, aspect: string, moment: MomentSearch) {
  return infiniteQueryOptions({
    queryKey: ['evidence', system, aspect, moment.at, moment.known],
    queryFn: async ({ client, pageParam, signal }) => {
      const path = `/systems/${encodeURIComponent(system)}/aspects/${encodeURIComponent(aspect)}/evidence`;
      const query = { ...(await momentParameters(client, moment)), after: pageParam };
      return request<EvidenceAnswer>(address(path, query), { signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What the evidence behind one level leaves open. */
export function doubtsQuery(system: string, aspect: string, moment: MomentSearch) {
  return queryOptions<DoubtsAnswer>({
    queryKey: ['doubts', system, aspect, moment.at, moment.known],
    queryFn: async ({ client, signal }) => {
      const path = `/systems/${encodeURIComponent(system)}/aspects/${encodeURIComponent(aspect)}/doubts`;
      return request<DoubtsAnswer>(address(path, await momentParameters(client, moment)), { signal });
    },
  });
}
