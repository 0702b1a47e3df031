import { Link } from '@tanstack/react-router';
import type { PlanAnswer } from '../../../../src/server/api.ts';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { Change } from './change.tsx';
import { Climb } from './climb.tsx';

const COLUMNS = ['overdue', 'open', 'done', 'lost', 'dropped'] as const;
/** Columns that are only there when something is in them. */
const RARE: ReadonlySet<string> = new Set(['overdue', 'lost', 'dropped']);

/** A column for each state; what stands in which one is derived. */
export function Board({ rows, mayPlan }: { rows: readonly PlanAnswer[]; mayPlan: boolean }) {
  const columns = COLUMNS.map((state) => ({
    state,
    cards: rows.filter((row) => row.state === state),
  })).filter(({ state, cards }) => cards.length > 0 || !RARE.has(state));
  return (
    <div className="board">
      {columns.map(({ state, cards }) => (
        <section key={state} className="board-column" data-state={state} aria-labelledby={`state-${state}`}>
          <div className="board-head">
            <h2 id={`state-${state}`}>{text.plan.states[state]}</h2>
            <span className="number soft">{cards.length}</span>
            <p>{text.plan.stateLeads[state]}</p>
          </div>
          {cards.length === 0 && <p className="soft small">{text.plan.noneInState}</p>}
          <ul className="board-cards">
            {cards.map((row) => (
              <Card key={row.id} row={row} mayPlan={mayPlan} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card({ row, mayPlan }: { row: PlanAnswer; mayPlan: boolean }) {
  return (
    <li className="card plan-card">
      <p className="plan-card-head">
        <Link
          to="/systems/$system/aspects/$aspect"
          params={{ system: row.system, aspect: row.aspect }}
          className="plan-card-title"
        >
          {text.aspects[row.aspect]}
        </Link>
        <Climb row={row} />
      </p>
      <p className="small soft">
        {row.systemName}
        {row.team !== null && `, ${row.team}`}
      </p>
      {row.state !== 'done' && row.step && (
        <p className="small">
          <Words>{row.step}</Words>
        </p>
      )}
      {row.note && <p className="small break">{row.note}</p>}
      <p className="plan-card-foot">
        <span className="tag">{text.plan.responses[row.response]}</span>
        <span>{row.owner}</span>
        {row.state === 'done' && row.reached !== null ? (
          <span className="soft">
            {text.plan.reachedOn} <Moment instant={row.reached} />
          </span>
        ) : (
          row.due !== null && (
            <span className={row.state === 'overdue' ? 'tag warn' : 'soft'}>
              {text.plan.dueOn} <Moment instant={row.due} />
            </span>
          )
        )}
      </p>
      {mayPlan && <Change row={row} />}
    </li>
  );
}
