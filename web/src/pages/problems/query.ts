import { queryOptions } from '@tanstack/react-query';
import type { ProblemsAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';

/** Every kind of refusal; they change only when the server starts anew. */
export const problemsQuery = queryOptions({
  queryKey: ['problems'],
  queryFn: ({ signal }) => request<ProblemsAnswer>(address('/problems'), { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
