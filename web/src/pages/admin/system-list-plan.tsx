import type { SystemListPlanAnswer } from '../../../../src/server/api.ts';
import { Scroller } from '../../components/scroller.tsx';
import { text } from '../../text.ts';

type Planned = SystemListPlanAnswer['systems'][number];
/** Rows that are drawn; the summary counts all. */
const SHOWN = 200;
const TAGS = { new: 'tag good', changed: 'tag warn', unchanged: 'tag' } as const;
const words = text.systemList;

/** What an import would do, and the button that does it. */
export function Planned({
  plan,
  busy,
  onApply,
  onCancel,
}: {
  plan: SystemListPlanAnswer;
  busy: boolean;
  onApply: () => void;
  onCancel: () => void;
}) {
  const moved = plan.systems.filter(({ state }) => state !== 'unchanged');
  const rows = moved.slice(0, SHOWN);
  return (
    <section className="section admin-planned" aria-label={words.preview}>
      <p>
        <strong>{words.preview}.</strong> {summaryOf(plan)}{' '}
        {plan.teams.length > 0 && <span className="soft">{words.teams(plan.teams)}</span>}
      </p>
      {rows.length > 0 && (
        <Scroller label={words.preview}>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{words.system}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.becomes}</th>
                <th scope="col">{words.where}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((system) => (
                <Row key={system.id} system={system} />
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      {moved.length > SHOWN && <p className="small soft">{words.more(moved.length - SHOWN)}</p>}
      <Notes
        title={words.refused}
        warn
        rows={plan.refused.slice(0, SHOWN).map(({ where, why }) => [where, why])}
      />
      <Notes title={words.passedOver} rows={plan.passedOver.map(({ what, why }) => [what, why])} />
      <p className="admin-actions">
        {moved.length > 0 ? (
          <button type="button" className="button primary" disabled={busy} onClick={onApply}>
            {words.apply(moved.length)}
          </button>
        ) : (
          <span className="soft">{words.nothing}</span>
        )}
        <button type="button" className="button quiet" onClick={onCancel}>
          {text.common.cancel}
        </button>
      </p>
    </section>
  );
}

function Row({ system: { name, state, changes, where } }: { system: Planned }) {
  return (
    <tr>
      <th scope="row" className="break">
        {name}
      </th>
      <td className="nowrap">
        <span className={TAGS[state]}>{words.states[state]}</span>
      </td>
      <td>
        <ul className="admin-changes">
          {changes.map(({ field, from, to }) => (
            <li key={field} className="break">
              <span className="soft">{words.fields[field]}:</span>{' '}
              {from !== null && <span className="soft">{words.from(from)} </span>}
              {to}
            </li>
          ))}
        </ul>
      </td>
      <td className="nowrap soft">{where}</td>
    </tr>
  );
}

function Notes({ title, warn = false, rows }: { title: string; warn?: boolean; rows: [string, string][] }) {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3 className="admin-notes-title">{title}</h3>
      <ul className="admin-changes">
        {rows.map(([what, why]) => (
          <li key={`${what} ${why}`} className="break">
            <span className={warn ? 'tag warn' : 'tag'}>{what}</span> {why}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many systems are new, change, stay as they are, and are left out. */
export function summaryOf({ systems, refused }: SystemListPlanAnswer): string {
  const count = (state: string) => systems.filter((each) => each.state === state).length;
  return words.summary(count('new'), count('changed'), count('unchanged'), refused.length);
}
