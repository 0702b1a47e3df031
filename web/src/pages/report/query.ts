import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ReportAnswer } from '../../../../src/server/api.ts';
import { momentParameters } from '../../api/moment-query.ts';
import { organizationQuery } from '../../api/organization.ts';
import { address, request } from '../../api/request.ts';
import type { MomentSearch } from '../../root-route.tsx';
import { instantOf } from '../../time/day.ts';
import type { ReportSearch } from './route.ts';

export type Asked = ReportSearch & MomentSearch;

/** What the API is asked for the report of the address bar. */
export async function reportParameters(client: QueryClient, asked: Asked) {
  const { timeZone } = await client.ensureQueryData(organizationQuery);
  const { system, team, compare } = asked;
  return {
    system,
    team,
    compare: instantOf(compare, timeZone),
    ...(await momentParameters(client, asked)),
  };
}

export function reportQuery(asked: Asked) {
  const { system, team, compare, at, known } = asked;
  return queryOptions({
    queryKey: ['report', system, team, compare, at, known],
    queryFn: async ({ client, signal }) =>
      request<ReportAnswer>(address('/report', await reportParameters(client, asked)), { signal }),
    placeholderData: keepPreviousData,
  });
}
