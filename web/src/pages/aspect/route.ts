import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { modelQuery } from '../../api/organization.ts';
import { rootRoute } from '../../root-route.tsx';
import { mapQuery } from '../portfolio/query.ts';

export const aspectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/aspects/$aspect',
  loaderDeps: ({ search }) => ({ at: search.at, known: search.known }),
  loader: ({ context, deps }) => {
    void context.client.prefetchQuery(modelQuery);
    void context.client.prefetchQuery(mapQuery(deps));
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'AspectPage'),
});
