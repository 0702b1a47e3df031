import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';

export interface ReportSearch {
  /** Id of the system that it is about. */
  system?: string | undefined;
  /** Id of the team that it is about; the portfolio where neither is there. */
  team?: string | undefined;
  /** The day that it is compared with. */
  compare?: string | undefined;
  full?: true | undefined;
}

export const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/report',
  validateSearch: (search: Record<string, unknown>): ReportSearch => ({
    ...(typeof search.system === 'string' ? { system: search.system } : {}),
    ...(typeof search.team === 'string' && search.system === undefined ? { team: search.team } : {}),
    ...(search.compare === undefined ? {} : { compare: String(search.compare) }),
    ...(search.full === true ? { full: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./view.tsx'), 'Report'),
});
