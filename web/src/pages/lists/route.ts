import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { listSearch } from './search.ts';

const page = {
  getParentRoute: () => rootRoute,
  validateSearch: listSearch,
} as const;

export const listRoutes = [
  createRoute({
    ...page,
    path: '/inventory',
    component: lazyRouteComponent(() => import('./view.tsx'), 'Inventory'),
  }),
  createRoute({
    ...page,
    path: '/findings',
    component: lazyRouteComponent(() => import('./view.tsx'), 'Findings'),
  }),
  createRoute({ ...page, path: '/cost', component: lazyRouteComponent(() => import('./view.tsx'), 'Cost') }),
  createRoute({
    ...page,
    path: '/identities',
    component: lazyRouteComponent(() => import('./view.tsx'), 'Identities'),
  }),
  createRoute({
    ...page,
    path: '/components',
    component: lazyRouteComponent(() => import('./view.tsx'), 'Components'),
  }),
] as const;
