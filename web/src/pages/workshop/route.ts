import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import { rootRoute } from '../../root-route.tsx';
import { isAspect } from '../../words.ts';
import { workshopQuery, workshopsQuery } from './query.ts';

export const workshopsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workshops',
  validateSearch: (search: Record<string, unknown>): { system?: string } =>
    typeof search.system === 'string' ? { system: search.system } : {},
  loader: ({ context }) => void context.client.prefetchQuery(workshopsQuery),
  component: lazyRouteComponent(() => import('./list.tsx'), 'Workshops'),
});

export const workshopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workshops/$workshop',
  /** Which aspect is talked about; where absent the first, or the summary of one that ended. */
  validateSearch: (search: Record<string, unknown>): { step?: AspectId | 'summary' } => {
    const { step } = search;
    return step === 'summary' || isAspect(step) ? { step } : {};
  },
  loader: ({ context, params }) => void context.client.prefetchQuery(workshopQuery(params.workshop)),
  component: lazyRouteComponent(() => import('./view.tsx'), 'Workshop'),
});
