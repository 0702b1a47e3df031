import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PlanAnswer } from '../../../../src/server/api.ts';
import { LevelChip } from '../../components/level.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { systemQuery } from '../system/query.ts';

const HELD: ReadonlySet<string> = new Set(['open', 'overdue', 'lost']);

/** Aspects of a system that nobody has planned for, each with what would lift it. */
export function Gaps({
  system,
  plans,
  mayPlan,
}: {
  /** Its id. */
  system: string;
  plans: readonly PlanAnswer[];
  mayPlan: boolean;
}) {
  const planned = new Set(plans.filter(({ state }) => HELD.has(state)).map(({ aspect }) => aspect));
  const stands = useQuery(systemQuery(system, {})).data?.system;
  if (!stands) return null;
  const gaps = stands.aspects.filter(({ id, level, exempt }) => level < 5 && !exempt && !planned.has(id));
  return (
    <section className="section" aria-labelledby="gaps-title">
      <div className="section-head">
        <h2 id="gaps-title">{text.plan.gaps}</h2>
        <p>{gaps.length === 0 ? text.plan.noGaps : text.plan.gapsLead}</p>
      </div>
      {gaps.length > 0 && (
        <Scroller label={text.plan.gaps}>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{text.plan.aspect}</th>
                <th scope="col">{text.plan.level}</th>
                <th scope="col">{text.plan.step}</th>
                {mayPlan && <th scope="col">{text.plan.planShort}</th>}
              </tr>
            </thead>
            <tbody>
              {gaps.map(({ id, level, next }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to="/systems/$system/aspects/$aspect" params={{ system, aspect: id }}>
                      {text.aspects[id]}
                    </Link>
                  </th>
                  <td>
                    <LevelChip level={level} />
                  </td>
                  <td>
                    <Words>{next}</Words>
                  </td>
                  {mayPlan && (
                    <td>
                      <Link
                        from="/plan"
                        to="/plan"
                        search={(before) => ({ ...before, system, aspect: id })}
                        className="button"
                        aria-label={text.plan.planThis(id)}
                      >
                        {text.plan.planShort}
                      </Link>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </section>
  );
}
