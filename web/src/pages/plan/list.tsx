import { Link } from '@tanstack/react-router';
import type { PlanAnswer } from '../../../../src/server/api.ts';
import { Moment } from '../../components/moment.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { text } from '../../text.ts';
import { Change } from './change.tsx';
import { Climb } from './climb.tsx';

const ORDER = ['overdue', 'lost', 'open', 'done', 'dropped'];

/** The same as a table: what is late stands first, then by day. */
export function PlanList({ rows, mayPlan }: { rows: readonly PlanAnswer[]; mayPlan: boolean }) {
  const sorted = [...rows].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.due ?? '9').localeCompare(b.due ?? '9'),
  );
  return (
    <Scroller label={text.plan.title}>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{text.plan.system}</th>
            <th scope="col">{text.plan.aspect}</th>
            <th scope="col">{text.plan.level}</th>
            <th scope="col">{text.plan.state}</th>
            <th scope="col">{text.plan.response}</th>
            <th scope="col">{text.plan.owner}</th>
            <th scope="col">{text.plan.due}</th>
            {mayPlan && <th scope="col">{text.plan.change}</th>}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/systems/$system" params={{ system: row.system }}>
                  {row.systemName}
                </Link>
              </th>
              <td>
                <Link
                  to="/systems/$system/aspects/$aspect"
                  params={{ system: row.system, aspect: row.aspect }}
                >
                  {text.aspects[row.aspect]}
                </Link>
              </td>
              <td>
                <Climb row={row} />
              </td>
              <td>
                <span className={TAGS[row.state]}>{text.plan.states[row.state]}</span>
              </td>
              <td>{text.plan.responses[row.response]}</td>
              <td>{row.owner}</td>
              <td>{row.due === null ? text.common.none : <Moment instant={row.due} />}</td>
              {mayPlan && (
                <td>
                  <Change row={row} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

const TAGS: Readonly<Record<PlanAnswer['state'], string>> = {
  open: 'tag',
  overdue: 'tag warn',
  done: 'tag good',
  lost: 'tag warn',
  dropped: 'tag',
};
