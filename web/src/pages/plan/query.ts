import { queryOptions } from '@tanstack/react-query';
import type { PlansAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';

/** Every plan, of one system or of all. */
export function plansQuery(system: string | undefined) {
  return queryOptions({
    queryKey: ['plans', system],
    queryFn: ({ signal }) => request<PlansAnswer>(address('/plans', { system }), { signal }),
  });
}
