import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';

export const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  validateSearch: (search: Record<string, unknown>): { problem?: string | undefined } =>
    typeof search.problem === 'string' ? { problem: search.problem } : {},
  component: lazyRouteComponent(() => import('./view.tsx'), 'AccountPage'),
});
