import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { isSort, type Sort } from './order.ts';
import { portfolioQuery } from './query.ts';

interface PortfolioSearch {
  sort?: Sort | undefined;
  /** `falling`: only systems with a level that falls soon. */
  show?: 'falling' | undefined;
}

export const portfolioRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): PortfolioSearch => ({
    ...(isSort(search.sort) ? { sort: search.sort } : {}),
    ...(search.show === 'falling' ? { show: 'falling' } : {}),
  }),
  loaderDeps: ({ search }) => ({ at: search.at, known: search.known }),
  loader: ({ context, deps }) => void context.client.prefetchQuery(portfolioQuery(deps)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'Portfolio'),
});
