import { queryOptions } from '@tanstack/react-query';
import type { WorkshopAnswer, WorkshopsAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';

export const workshopsQuery = queryOptions({
  queryKey: ['workshops'],
  queryFn: ({ signal }) => request<WorkshopsAnswer>(address('/workshops'), { signal }),
});

export function workshopQuery(id: string) {
  return queryOptions({
    queryKey: ['workshop', id],
    queryFn: ({ signal }) =>
      request<WorkshopAnswer>(address(`/workshops/${encodeURIComponent(id)}`), { signal }),
  });
}
