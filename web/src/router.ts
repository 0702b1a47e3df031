import { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { ProblemError } from './api/problem.ts';
import { accountRoute } from './pages/account/route.ts';
import { adminRoute } from './pages/admin/route.ts';
import { aspectRoute } from './pages/aspect/route.ts';
import { catalogueRoute } from './pages/catalogue/route.ts';
import { documentRoute } from './pages/document/route.ts';
import { evidenceRoute } from './pages/evidence/route.ts';
import { focusRoute } from './pages/focus/route.ts';
import { growthRoute } from './pages/growth/route.ts';
import { listRoutes } from './pages/lists/route.ts';
import { planRoute } from './pages/plan/route.ts';
import { portfolioRoute } from './pages/portfolio/route.ts';
import { proofRoute } from './pages/proof/route.ts';
import { reportRoute } from './pages/report/route.ts';
import { joinRoute, signInRoute, startRoute } from './pages/sign-in/route.ts';
import { standingRoute } from './pages/standing/route.ts';
import { systemRoute } from './pages/system/route.ts';
import { workshopRoute, workshopsRoute } from './pages/workshop/route.ts';
import { PageError, rootRoute } from './root-route.tsx';

/** One page more is one folder under `pages/` and one line here. */
const routeTree = rootRoute.addChildren([
  portfolioRoute,
  systemRoute,
  standingRoute,
  aspectRoute,
  focusRoute,
  growthRoute,
  planRoute,
  workshopsRoute,
  workshopRoute,
  reportRoute,
  evidenceRoute,
  documentRoute,
  proofRoute,
  ...listRoutes,
  catalogueRoute,
  adminRoute,
  accountRoute,
  signInRoute,
  startRoute,
  joinRoute,
]);

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A problem that the server explained will not go away by asking again.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
      retryDelay: 400,
    },
  },
});

export const router = createRouter({
  routeTree,
  context: { client },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
