import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { text } from '../text.ts';
import { ProblemNote } from './problem.tsx';
import './answer.css';

/** Shows what a query answered; a skeleton until then, and the problem with a retry where it failed. */
export function Answer<Data>({
  query,
  lines = 6,
  page = false,
  children,
}: {
  query: UseQueryResult<Data>;
  /** How many lines the skeleton has: about as tall as what will stand there. */
  lines?: number;
  /** True where the whole page hangs on it: then the page's heading does, too. */
  page?: boolean;
  children: (data: Data) => ReactNode;
}) {
  // What was read before stays on show while it is asked for again, but not beside a failure.
  if (query.isError) {
    return (
      <>
        {page && <h1>{text.errors.page}</h1>}
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  if (query.data === undefined) {
    return (
      <>
        {page && <h1 className="hidden">{text.common.loading}</h1>}
        <Skeleton lines={lines} />
      </>
    );
  }
  return (
    <div className="answer" data-stale={query.isPlaceholderData} aria-busy={query.isPlaceholderData}>
      {children(query.data)}
    </div>
  );
}

export function Skeleton({ lines }: { lines: number }) {
  const keys = Array.from({ length: lines }, (_, index) => `line-${index}`);
  return (
    <div className="skeleton" role="status">
      <span className="hidden">{text.common.loading}</span>
      {keys.map((key) => (
        <span key={key} className="skeleton-line" />
      ))}
    </div>
  );
}
