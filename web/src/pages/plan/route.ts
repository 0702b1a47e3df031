import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import { rootRoute } from '../../root-route.tsx';
import { isAspect } from '../../words.ts';
import { plansQuery } from './query.ts';

interface PlanSearch {
  /** Id of the system whose plans are shown; all where absent. */
  system?: string | undefined;
  /** The aspect that is being planned for. */
  aspect?: AspectId | undefined;
  /** A board where absent. */
  view?: 'list' | undefined;
}

export const planRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/plan',
  validateSearch: (search: Record<string, unknown>): PlanSearch => ({
    ...(typeof search.system === 'string' ? { system: search.system } : {}),
    ...(isAspect(search.aspect) ? { aspect: search.aspect } : {}),
    ...(search.view === 'list' ? { view: 'list' } : {}),
  }),
  loaderDeps: ({ search: { system } }) => ({ system }),
  loader: ({ context, deps }) => void context.client.prefetchQuery(plansQuery(deps.system)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'Plan'),
});
