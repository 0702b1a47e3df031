import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ExampleAnswer } from '../../../src/server/api.ts';
import { address, request } from './request.ts';

/** Follows the loading of the example organization, once a second while it loads. */
const exampleQuery = queryOptions({
  queryKey: ['example'],
  queryFn: ({ signal }) => request<ExampleAnswer>(address('/example'), { signal }),
  refetchInterval: (query) => (query.state.data?.state === 'loading' ? 1000 : false),
});

/** Loading, following and removing the example organization. */
export function useExample() {
  const client = useQueryClient();
  const example = useQuery(exampleQuery);
  const load = useMutation({
    mutationFn: () => request<ExampleAnswer | undefined>(address('/example'), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['example'] }),
  });
  const remove = useMutation({
    mutationFn: () => request<ExampleAnswer | undefined>(address('/example'), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries(),
  });

  const state = example.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // Everything on show is new once the last document is in.
    if (before.current === 'loading' && state === 'loaded') void client.invalidateQueries();
    before.current = state;
  }, [state, client]);

  return { answer: example.data, error: example.error, load, remove };
}
