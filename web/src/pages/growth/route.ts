import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { quartersQuery } from './query.ts';

interface GrowthSearch {
  /** The day (`2026-07-01`) at which a quarter begins, from which growth counts; the last but one where absent. */
  from?: string | undefined;
}

export const growthRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/growth',
  validateSearch: (search: Record<string, unknown>): GrowthSearch =>
    typeof search.from === 'string' ? { from: search.from } : {},
  loaderDeps: ({ search: { at, known } }) => ({ at, known }),
  loader: ({ context, deps }) => void context.client.prefetchQuery(quartersQuery(deps)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'GrowthPage'),
});
