import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemNote } from '../../components/problem.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import './doubts.css';
import { doubtsQuery } from './query.ts';

const route = getRouteApi('/systems/$system/aspects/$aspect');

/** What the evidence leaves open, beside the level that it makes; nothing where nothing is to be asked. */
export function Doubts({ system, aspect }: { system: string; aspect: string }) {
  const { at, known } = route.useSearch();
  const answer = useQuery(doubtsQuery(system, aspect, { at, known }));
  if (answer.isError) return <ProblemNote error={answer.error} onRetry={() => void answer.refetch()} />;
  const rows = answer.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="doubts card" aria-labelledby="doubts-title">
      <div className="doubts-head">
        <h2 id="doubts-title">{text.standing.doubts}</h2>
        <p className="soft small">{text.standing.doubtsLead}</p>
      </div>
      <ul>
        {rows.map(({ kind, words }) => (
          <li key={kind}>
            <span className="tag">{text.standing.doubtKinds[kind] ?? text.standing.doubtOther}</span>
            <span>
              <Words>{words}</Words>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
