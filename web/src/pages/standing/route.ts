import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { systemQuery } from '../system/query.ts';
import { doubtsQuery, evidenceQuery } from './query.ts';

export const standingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systems/$system/aspects/$aspect',
  loaderDeps: ({ search }) => ({ at: search.at, known: search.known }),
  loader: ({ context, params, deps }) => {
    void context.client.prefetchQuery(systemQuery(params.system, deps));
    void context.client.prefetchQuery(doubtsQuery(params.system, params.aspect, deps));
    void context.client.prefetchInfiniteQuery(evidenceQuery(params.system, params.aspect, deps));
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'Standing'),
});
