import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { focusQuery } from './query.ts';

interface FocusSearch {
  team?: string | undefined;
  /** Production systems only. */
  production?: true | undefined;
}

export const focusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/focus',
  validateSearch: (search: Record<string, unknown>): FocusSearch => ({
    ...(typeof search.team === 'string' ? { team: search.team } : {}),
    ...(search.production === true ? { production: true } : {}),
  }),
  loaderDeps: ({ search: { at, known, team, production } }) => ({ at, known, team, production }),
  loader: ({ context, deps }) => void context.client.prefetchQuery(focusQuery(deps, deps)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'FocusPage'),
});
