import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { isSort, type Sort } from './order.ts';
import { mapQuery } from './query.ts';

export interface PortfolioSearch {
  sort?: Sort | undefined;
  /** `falling`: only systems with a level that falls soon. */
  show?: 'falling' | undefined;
  /** Only systems of this team, of this criticality, in production. */
  team?: string | undefined;
  criticality?: 'high' | 'medium' | 'low' | undefined;
  production?: true | undefined;
  /** Only the aspects that this framework of the model's crosswalk touches. */
  framework?: string | undefined;
  /** Under their teams. */
  group?: 'team' | undefined;
}

export const portfolioRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): PortfolioSearch => ({
    ...(isSort(search.sort) ? { sort: search.sort } : {}),
    ...(search.show === 'falling' ? { show: 'falling' } : {}),
    ...(typeof search.team === 'string' ? { team: search.team } : {}),
    ...(search.criticality === 'high' || search.criticality === 'medium' || search.criticality === 'low'
      ? { criticality: search.criticality }
      : {}),
    ...(search.production === true ? { production: true } : {}),
    ...(typeof search.framework === 'string' ? { framework: search.framework } : {}),
    ...(search.group === 'team' ? { group: 'team' } : {}),
  }),
  loaderDeps: ({ search }) => ({ at: search.at, known: search.known }),
  loader: ({ context, deps }) => void context.client.prefetchQuery(mapQuery(deps)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'Portfolio'),
});
