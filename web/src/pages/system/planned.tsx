import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../components/answer.tsx';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { Climb } from '../plan/climb.tsx';
import { plansQuery } from '../plan/query.ts';
import './planned.css';

/** What is planned for a system and not reached yet; all of it is on the plan's own page. */
export function Planned({ system }: { system: string }) {
  const plans = useQuery(plansQuery(system));
  return (
    <section className="section" id="plan" aria-labelledby="plan-title">
      <div className="section-head">
        <h2 id="plan-title">{text.plan.title}</h2>
        <p>
          <Link to="/plan" search={{ system }}>
            {text.system.wholePlan}
          </Link>
        </p>
      </div>
      <Answer query={plans} lines={4}>
        {({ rows }) => {
          const open = rows.filter(
            ({ state }) => state === 'open' || state === 'overdue' || state === 'lost',
          );
          if (open.length === 0) return <p className="soft small">{text.system.nothingPlanned}</p>;
          return (
            <ul className="card planned">
              {open.map((row) => (
                <li key={row.id}>
                  <Climb row={row} />
                  <span className="planned-what">
                    <Link
                      to="/systems/$system/aspects/$aspect"
                      params={{ system: row.system, aspect: row.aspect }}
                    >
                      {text.aspects[row.aspect]}
                    </Link>{' '}
                    <span className="soft">
                      {text.plan.responses[row.response]}, {row.owner}
                    </span>
                  </span>
                  {row.due !== null && (
                    <span className={row.state === 'overdue' ? 'tag warn' : 'soft'}>
                      {text.plan.dueOn} <Moment instant={row.due} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}
