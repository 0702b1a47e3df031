import { infiniteQueryOptions } from '@tanstack/react-query';
import type { DocumentsAnswer, RefusalsAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';

/** Every document, newest first, page by page. */
export const documentsQuery = infiniteQueryOptions({
  queryKey: ['documents'],
  queryFn: ({ pageParam, signal }) =>
    request<DocumentsAnswer>(address('/documents', { after: pageParam }), { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** What was refused, newest first, page by page. */
export const refusalsQuery = infiniteQueryOptions({
  queryKey: ['refusals'],
  queryFn: ({ pageParam, signal }) =>
    request<RefusalsAnswer>(address('/refusals', { after: pageParam }), { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});
