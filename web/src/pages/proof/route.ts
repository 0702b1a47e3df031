import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { logQuery, systemsQuery, witnessesQuery } from './query.ts';

interface ProofSearch {
  /** Id of the system to prove. */
  system?: string | undefined;
  aspect?: string | undefined;
}

export const proofRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/proof',
  validateSearch: (search: Record<string, unknown>): ProofSearch => ({
    ...(typeof search.system === 'string' ? { system: search.system } : {}),
    ...(typeof search.aspect === 'string' ? { aspect: search.aspect } : {}),
  }),
  loader: ({ context }) => {
    void context.client.prefetchQuery(logQuery);
    void context.client.prefetchQuery(witnessesQuery);
    void context.client.prefetchQuery(systemsQuery);
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'Proof'),
});
