import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ModelAnswer, OrganizationAnswer } from '../../../src/server/api.ts';
import { address, request } from './request.ts';

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => request<OrganizationAnswer>(address('/organization'), { signal }),
});

/** The model changes only when the server starts anew. */
export const modelQuery = queryOptions({
  queryKey: ['model'],
  queryFn: ({ signal }) => request<ModelAnswer>(address('/model'), { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The time zone in which days are shown; UTC until the organization is known. */
export function useTimeZone(): string {
  return useQuery(organizationQuery).data?.timeZone ?? 'UTC';
}
