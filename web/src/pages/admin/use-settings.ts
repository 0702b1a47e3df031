import { type QueryKey, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { address, request } from '../../api/request.ts';
import { send } from '../../api/session.ts';

/** A list of settings under an address of the API, and how it is changed. */
export function useSettings<Answer>(path: string) {
  const client = useQueryClient();
  const queryKey: QueryKey = ['settings', path];
  const list = useQuery(
    queryOptions({ queryKey, queryFn: ({ signal }) => request<Answer>(address(path), { signal }) }),
  );
  const change = useMutation({
    mutationFn: ({ method, to, body }: { method: 'POST' | 'PUT' | 'DELETE'; to: string; body?: unknown }) =>
      send<unknown>(method, to, body),
    // Levels, names and counts elsewhere may depend on it.
    onSuccess: () => client.invalidateQueries(),
  });
  return { list, change };
}
