import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { modelQuery } from '../../api/organization.ts';
import { rootRoute } from '../../root-route.tsx';
import { catalogueQuery } from './query.ts';

export interface CatalogueSearch {
  /** Words that a tool or format has to contain. */
  q?: string | undefined;
  /** Only what serves this aspect. */
  aspect?: string | undefined;
  /** The tool that is open. */
  tool?: string | undefined;
}

export const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue',
  validateSearch: (search: Record<string, unknown>): CatalogueSearch => ({
    ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
    ...(typeof search.aspect === 'string' && search.aspect !== '' ? { aspect: search.aspect } : {}),
    ...(typeof search.tool === 'string' ? { tool: search.tool } : {}),
  }),
  loader: ({ context }) => {
    void context.client.prefetchQuery(modelQuery);
    void context.client.prefetchQuery(catalogueQuery);
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'CataloguePage'),
});
