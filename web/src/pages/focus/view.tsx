import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { FocusAnswer } from '../../../../src/server/api.ts';
import { organizationQuery } from '../../api/organization.ts';
import { useMay } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Choice } from '../../components/field.tsx';
import { LevelChip } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { useTitle } from '../../components/title.ts';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { focusQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/focus');
type Row = FocusAnswer['rows'][number];

/** Who needs help most, the step worth doing, how, and who can help. */
export function FocusPage() {
  const { at, known, team, production } = route.useSearch();
  const focus = useQuery(focusQuery({ at, known }, { team, production }));
  const organization = useQuery(organizationQuery).data;
  const navigate = useNavigate({ from: '/focus' });
  const teams = focus.data?.teams ?? [];
  useTitle(text.focus.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.focus.title}</h1>
        <p>{text.focus.lead}</p>
      </div>
      {teams.length > 0 && (
        <div className="focus-choices no-print">
          <Choice
            key={teams.length}
            label={text.focus.teams}
            name="team"
            chosen={team ?? ''}
            options={[
              { value: '', text: text.focus.allTeams },
              ...teams.map((each) => ({ value: each, text: each })),
            ]}
            onChange={(value) =>
              void navigate({ search: (before) => ({ ...before, team: value || undefined }) })
            }
          />
          <label className="focus-production">
            <input
              type="checkbox"
              checked={production ?? false}
              onChange={({ target: { checked } }) =>
                void navigate({ search: (before) => ({ ...before, production: checked || undefined }) })
              }
            />
            {text.focus.productionOnly}
          </label>
        </div>
      )}
      {organization?.empty ? (
        <div className="section">
          <p className="soft">{text.focus.noSystems}</p>
          <Command>{text.empty.import}</Command>
        </div>
      ) : (
        <Answer query={focus} lines={14}>
          {(data) => {
            return (
              <>
                <p className="soft small" role="status">
                  {data.total === 0
                    ? text.focus.empty
                    : text.focus.shown(data.rows.length, data.wanted, data.total)}
                </p>
                <ol className="help-list">
                  {data.rows.map((row) => (
                    <Help key={row.system} row={row} />
                  ))}
                </ol>
              </>
            );
          }}
        </Answer>
      )}
    </div>
  );
}

function Help({ row }: { row: Row }) {
  const example = useQuery(organizationQuery).data?.example ?? false;
  const mayPlan = useMay('contribute') && !example;
  return (
    <li className="card help">
      <div className="help-who">
        <h2>
          <Link to="/systems/$system" params={{ system: row.system }}>
            {row.name}
          </Link>
        </h2>
        <p className="small soft">
          {row.team ?? text.portfolio.noTeam}
          {row.score !== null && `, ${text.focus.score(row.score)}`}
        </p>
        <p className="help-tags">
          <span className={row.criticality === 'high' ? 'tag warn' : 'tag'}>
            {text.focus.criticality[row.criticality ?? 'unknown']}
          </span>
          {row.production && <span className="tag">{text.focus.production}</span>}
        </p>
      </div>
      <div className="help-step">
        <h3>{text.focus.step}</h3>
        <p className="help-aspect">
          <LevelChip level={row.level} />
          <Link to="/systems/$system/aspects/$aspect" params={{ system: row.system, aspect: row.aspect }}>
            {text.aspects[row.aspect]}
          </Link>
          <span className="soft small">
            {text.focus.toward(row.nextLevel)}
            {row.earliest !== null && (
              <>
                , <Moment instant={row.earliest} /> {text.focus.earliest}
              </>
            )}
          </span>
        </p>
        <p className="small">
          <Words>{row.step}</Words>
        </p>
        {mayPlan && (
          <p className="no-print">
            <Link
              to="/plan"
              search={{ system: row.system, aspect: row.aspect }}
              className="button"
              aria-label={text.focus.planFor(row.name)}
            >
              {text.focus.plan}
            </Link>
          </p>
        )}
      </div>
      <div className="help-how">
        <h3>{text.focus.how}</h3>
        <p className="help-response">
          <Link to="/aspects/$aspect" params={{ aspect: row.aspect }} hash="solutions">
            {text.focus.responses[row.response]}
          </Link>
        </p>
        <p className="small soft">{text.focus.why[row.response]}</p>
        {row.helpers.length > 0 && (
          <>
            <h3 className="help-whom">{text.focus.who}</h3>
            <ul className="small">
              {row.helpers.map((helper) => (
                <li key={helper.system}>
                  <Link
                    to="/systems/$system/aspects/$aspect"
                    params={{ system: helper.system, aspect: row.aspect }}
                  >
                    {text.focus.helper(helper.name, helper.level)}
                  </Link>
                  {helper.team !== null && <span className="soft">, {helper.team}</span>}
                  {helper.ask !== null && <span className="soft">: {text.focus.ask(helper.ask)}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </li>
  );
}
