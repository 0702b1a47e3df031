import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { text } from '../text.ts';
import { Skeleton } from './answer.tsx';
import { ProblemNote } from './problem.tsx';
import { Scroller } from './scroller.tsx';

/** A table that is read page by page: skeleton, problem, empty state, and the button for more. */
export function Paged({
  pages,
  label,
  empty,
  children,
}: {
  pages: UseInfiniteQueryResult<unknown>;
  label: string;
  /** What to show instead where there are no rows. */
  empty: ReactNode;
  children: ReactNode;
}) {
  if (pages.isPending) return <Skeleton lines={6} />;
  if (pages.isError && pages.data === undefined) {
    return <ProblemNote error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (empty !== undefined) return empty;
  return (
    <>
      <Scroller label={label}>{children}</Scroller>
      {pages.isError && <ProblemNote error={pages.error} onRetry={() => void pages.fetchNextPage()} />}
      {pages.hasNextPage && (
        <p>
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? text.common.loading : text.common.more}
          </button>
        </p>
      )}
    </>
  );
}
