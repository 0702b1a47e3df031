import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';
import { SECTIONS, type Section } from './sections.ts';

export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration',
  validateSearch: (search: Record<string, unknown>): { section?: Section } => {
    const section = SECTIONS.find((each) => each === search.section);
    return section === undefined ? {} : { section };
  },
  component: lazyRouteComponent(() => import('./view.tsx'), 'Administration'),
});
