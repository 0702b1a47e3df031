import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { text } from '../text.ts';
import { ProblemNote } from './problem.tsx';
import './answer.css';

/** Shows what a query answered; a skeleton until then, and the problem with a retry where it failed. */
export function Answer<Data>({
  query,
  lines = 6,
  children,
}: {
  query: UseQueryResult<Data>;
  /** How many lines the skeleton has: about as tall as what will stand there. */
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  // What was read before stays on show while it is asked for again, but not beside a failure.
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton lines={lines} />;
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
