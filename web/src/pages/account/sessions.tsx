import type { AccountAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useChange } from './prove.tsx';

export function Sessions({ sessions }: { sessions: AccountAnswer['sessions'] }) {
  const end = useChange((id: string) => send('DELETE', `/account/sessions/${id}`));
  return (
    <section className="section" aria-labelledby="sessions">
      <h2 id="sessions">{text.account.sessions}</h2>
      <ul>
        {sessions.map(({ id, agent, seen, current }) => (
          <li key={id} className="break">
            {agent || text.common.unknown}{' '}
            <span className="soft small">
              <Moment instant={seen} />
            </span>{' '}
            {current ? (
              <span className="tag good">{text.account.here}</span>
            ) : (
              <button type="button" className="button quiet" onClick={() => end.mutate(id)}>
                {text.account.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      {end.error && <ProblemNote error={end.error} />}
    </section>
  );
}
