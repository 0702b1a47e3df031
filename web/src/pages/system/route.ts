import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { systemQuery } from './query.ts';

export const systemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systems/$system',
  loaderDeps: ({ search }) => ({ at: search.at, known: search.known }),
  loader: ({ context, params, deps }) => void context.client.prefetchQuery(systemQuery(params.system, deps)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'System'),
});
