import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { documentProofQuery } from './query.ts';

export const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evidence/$document',
  loader: ({ context, params }) => void context.client.prefetchQuery(documentProofQuery(params.document)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'DocumentPage'),
});
