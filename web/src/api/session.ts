import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { ElsewhereAnswer, SessionAnswer } from '../../../src/server/api.ts';
import { address, request } from './request.ts';

/** Who is signed in, and how one could. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<SessionAnswer>(address('/session'), { signal }),
});

/** What the person may do in the organization that is shown. */
export function useAbilities(): ReadonlySet<string> {
  const own = useQuery(sessionQuery).data?.organizations.filter(({ example }) => !example) ?? [];
  return new Set(own.flatMap(({ abilities }) => abilities));
}

/** Whether the person may do this in the organization that is shown. */
export function useMay(ability: string): boolean {
  return useAbilities().has(ability);
}

/** Whether whoever sits at this machine uses it without an account, so that there is nobody else. */
export function useAlone(): boolean {
  return useQuery(sessionQuery).data?.person?.alone ?? false;
}

/** Sends JSON. @throws ProblemError */
export function send<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<Answer> {
  return request<Answer>(address(path), {
    ...init,
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
}

/** Goes where the server says: to a provider of identities, which sends the browser back. */
export async function goElsewhere(path: string, body?: unknown): Promise<void> {
  const { to } = await send<ElsewhereAnswer>('POST', path, body);
  window.location.assign(to);
}

/** After a sign-in or a sign-out nothing that was read before holds. */
export async function forgetAll(client: QueryClient): Promise<void> {
  client.clear();
  await client.prefetchQuery(sessionQuery);
}

/** Where to go after a sign-in: a page of this server, or the portfolio. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/') || next.startsWith('//') || /[\\\p{Cc}]/u.test(next)) return '/';
  return next;
}
