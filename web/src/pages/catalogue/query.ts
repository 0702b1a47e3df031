import { queryOptions } from '@tanstack/react-query';
import type { CatalogueAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';

/** Changes only when the server starts anew. */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => request<CatalogueAnswer>(address('/catalogue'), { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
