import { queryOptions } from '@tanstack/react-query';
import type { LogAnswer, SystemsAnswer, WitnessesAnswer } from '../../../../src/server/api.ts';
import { ProblemError } from '../../api/problem.ts';
import { address, request } from '../../api/request.ts';

/** The log; null while there is none. */
export const logQuery = queryOptions({
  queryKey: ['log'],
  queryFn: async ({ signal }): Promise<LogAnswer | null> => {
    try {
      return await request<LogAnswer>(address('/log'), { signal });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) return null;
      throw error;
    }
  },
});

export const witnessesQuery = queryOptions({
  queryKey: ['witnesses'],
  queryFn: ({ signal }) => request<WitnessesAnswer>(address('/witnesses'), { signal }),
});

export const systemsQuery = queryOptions({
  queryKey: ['systems'],
  queryFn: ({ signal }) => request<SystemsAnswer>(address('/systems'), { signal }),
});
