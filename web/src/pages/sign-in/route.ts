import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { safeNext, sessionQuery } from '../../api/session.ts';
import { rootRoute } from '../../root-route.tsx';

export interface SignInSearch {
  /** The page that was asked for. */
  next?: string | undefined;
  /** Why a sign-in elsewhere did not work. */
  problem?: string | undefined;
}

const validateSearch = (search: Record<string, unknown>): SignInSearch => ({
  ...(typeof search.next === 'string' ? { next: safeNext(search.next) } : {}),
  ...(typeof search.problem === 'string' ? { problem: search.problem } : {}),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch,
  beforeLoad: async ({ context, search }) => {
    const { state } = await context.client.ensureQueryData(sessionQuery);
    if (state === 'first') throw redirect({ to: '/start' });
    if (state === 'signed-in') throw redirect({ to: safeNext(search.next) });
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'SignInPage'),
});

/** The first visit of all: nobody owns the installation yet. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start',
  component: lazyRouteComponent(() => import('./start.tsx'), 'StartPage'),
});

/** An invitation's link. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyRouteComponent(() => import('./join.tsx'), 'JoinPage'),
});
