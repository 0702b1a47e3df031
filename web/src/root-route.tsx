import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  type ErrorComponentProps,
  Link,
  retainSearchParams,
} from '@tanstack/react-router';
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

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  validateSearch: (search: Record<string, unknown>): MomentSearch => ({
    ...(search.at === undefined ? {} : { at: String(search.at) }),
    ...(search.known === undefined ? {} : { known: String(search.known) }),
  }),
  search: { middlewares: [retainSearchParams(['at', 'known'])] },
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

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
