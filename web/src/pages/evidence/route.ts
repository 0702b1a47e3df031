import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { documentsQuery, refusalsQuery } from './query.ts';

interface EvidenceSearch {
  /** Which list is shown; documents where absent. */
  list?: 'refusals' | undefined;
  /** A document's SHA-256: its row is marked. */
  document?: string | undefined;
}

export const evidenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evidence',
  validateSearch: (search: Record<string, unknown>): EvidenceSearch => ({
    ...(search.list === 'refusals' ? { list: 'refusals' } : {}),
    ...(typeof search.document === 'string' ? { document: search.document } : {}),
  }),
  loader: ({ context }) => {
    void context.client.prefetchInfiniteQuery(documentsQuery);
    void context.client.prefetchInfiniteQuery(refusalsQuery);
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'Evidence'),
});
