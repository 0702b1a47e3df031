import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { problemsQuery } from './query.ts';

/** Where the `type` of a problem document leads. */
export const problemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/docs/problems/$code',
  loader: ({ context }) => void context.client.prefetchQuery(problemsQuery),
  component: lazyRouteComponent(() => import('./view.tsx'), 'ProblemPage'),
});
