import { Link } from '@tanstack/react-router';
import type { ProblemAnswer } from '../../../src/server/api.ts';
import { toProblem } from '../api/problem.ts';
import { text } from '../text.ts';
import { Words } from './words.tsx';
import './problem.css';

/** Where the types of problems that are refusals are explained. */
const EXPLAINED = '/docs/problems/';

/** What went wrong, why, and what to do next, with a way to try again. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="problem card" role="alert">
      <ProblemDetail problem={toProblem(error)} />
      {onRetry && (
        <p>
          <button type="button" className="button" onClick={onRetry}>
            {text.common.retry}
          </button>
        </p>
      )}
    </div>
  );
}

/** A problem document in words: title, detail, place, and the next step. */
export function ProblemDetail({ problem }: { problem: ProblemAnswer }) {
  return (
    <>
      <p>
        <strong className="problem-title">{refusalTitle(problem.title)}.</strong>{' '}
        <Words english>{problem.detail}</Words>
      </p>
      {problem.place && (
        <p className="soft break">
          <code>{problem.place}</code>
        </p>
      )}
      {problem.next && (
        <p>
          <Words english>{problem.next}</Words>
        </p>
      )}
      {problem.type.startsWith(EXPLAINED) && (
        <p>
          <Link to="/docs/problems/$code" params={{ code: problem.type.slice(EXPLAINED.length) }}>
            {text.problems.explain}
          </Link>
        </p>
      )}
    </>
  );
}

/** The server names a refusal by its code; people read it in words. Other titles are words already. */
export function refusalTitle(title: string): string {
  const titles: Readonly<Record<string, string>> = text.refusals;
  return Object.hasOwn(titles, title) ? (titles[title] ?? title) : title.replace(/\.$/, '');
}
