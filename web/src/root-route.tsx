import { type QueryClient, useQuery } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  type ErrorComponentProps,
  Link,
  Outlet,
  redirect,
  retainSearchParams,
  useRouterState,
} from '@tanstack/react-router';
import { sessionQuery } from './api/session.ts';
import { useSameSession } from './api/use-same-session.ts';
import { ProblemNote } from './components/problem.tsx';
import { Shell } from './components/shell.tsx';
import { text } from './text.ts';

/** The moment that every page shows; it stays in the address from page to page. */
export interface MomentSearch {
  /** As of this day or instant; now where absent. */
  at?: string | undefined;
  /** As known at this day or instant; now where absent. */
  known?: string | undefined;
}

/** Pages for those who are not signed in; they stand without the frame. */
const OPEN = new Set(['/sign-in', '/start', '/join']);
/** What is explained to anyone; in the frame for those who are signed in. */
const EXPLAINED = '/docs/problems/';

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  validateSearch: (search: Record<string, unknown>): MomentSearch => ({
    ...(search.at === undefined ? {} : { at: String(search.at) }),
    ...(search.known === undefined ? {} : { known: String(search.known) }),
  }),
  search: { middlewares: [retainSearchParams(['at', 'known'])] },
  beforeLoad: async ({ context, location }) => {
    if (OPEN.has(location.pathname)) return;
    const { state } = await context.client.ensureQueryData(sessionQuery);
    if (location.pathname.startsWith(EXPLAINED)) return;
    if (state === 'first') throw redirect({ to: '/start' });
    if (state === 'signed-out') throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

function Frame() {
  useSameSession();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const state = useQuery(sessionQuery).data?.state;
  if (OPEN.has(pathname)) return <Outlet />;
  if (!pathname.startsWith(EXPLAINED) || state === 'signed-in') return <Shell />;
  return (
    <main id="content" className="alone" tabIndex={-1}>
      <Outlet />
    </main>
  );
}

function NotFound() {
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.errors.notFound}</h1>
        <p>{text.errors.notFoundDetail}</p>
      </div>
      <p>
        <Link to="/" className="button">
          {text.errors.home}
        </Link>
      </p>
    </div>
  );
}

/** The last net: a page that failed while it was drawn. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page">
      <h1>{text.errors.page}</h1>
      <ProblemNote error={error} onRetry={reset} />
    </div>
  );
}
