import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { HistoryAnswer } from '../../../../src/server/api.ts';
import { organizationQuery, useTimeZone } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Choice } from '../../components/field.tsx';
import { GrowthMark } from '../../components/growth.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { dayText } from '../../time/format.ts';
import { type Climb, climbsOf, ranked, teamClimbs } from './climbs.ts';
import { Course } from './course.tsx';
import { quartersQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/growth');

/** Who climbed since a quarter began. */
export function GrowthPage() {
  const { at, known, from } = route.useSearch();
  const history = useQuery(quartersQuery({ at, known }));
  const empty = useQuery(organizationQuery).data?.empty ?? false;
  useTitle(text.climbs.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.climbs.title}</h1>
        <p>{text.climbs.lead}</p>
      </div>
      {empty ? (
        <div className="section">
          <p className="soft">{text.climbs.empty}</p>
          <Command>{text.empty.import}</Command>
        </div>
      ) : (
        <Answer query={history} lines={14}>
          {(data) => <Climbs history={data} from={from} />}
        </Answer>
      )}
    </div>
  );
}

function Climbs({ history, from }: { history: HistoryAnswer; from: string | undefined }) {
  const navigate = useNavigate({ from: '/growth' });
  const zone = useTimeZone();
  const { instants } = history;
  const last = instants.length - 1;
  const wanted = instants.findIndex((instant) => instant.slice(0, 10) === from);
  const begin = wanted >= 0 && wanted < last ? wanted : Math.max(0, last - 2);
  const systems = ranked(climbsOf(history, begin, last));
  const teams = ranked(teamClimbs(history, begin, last));
  return (
    <>
      <div className="growth-choices no-print">
        <Choice
          label={text.climbs.from}
          name="from"
          chosen={instants[begin]?.slice(0, 10) ?? ''}
          options={instants.slice(0, last).map((instant) => ({
            value: instant.slice(0, 10),
            text: `${quarterText(instant)}, ${dayText(instant, zone)}`,
          }))}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, from: value }) })}
        />
        <p className="soft small">
          {text.climbs.to} {dayText(instants[last] ?? '', zone)}
        </p>
      </div>
      <section className="section" aria-labelledby="climbed-title">
        <h2 id="climbed-title">{text.climbs.systems}</h2>
        {systems.climbed.length === 0 ? (
          <p className="soft">{text.climbs.noClimbs}</p>
        ) : (
          <Table label={text.climbs.systems} rows={systems.climbed} places systems />
        )}
      </section>
      <section className="section" aria-labelledby="teams-title">
        <h2 id="teams-title">{text.climbs.teams}</h2>
        {teams.climbed.length === 0 ? (
          <p className="soft">{text.climbs.noTeams}</p>
        ) : (
          <Table label={text.climbs.teams} rows={teams.climbed} places />
        )}
      </section>
      {systems.others.length > 0 && (
        <section className="section" aria-labelledby="others-title">
          <div className="section-head">
            <h2 id="others-title">{text.climbs.others}</h2>
            <p>{text.climbs.othersLead}</p>
          </div>
          <Table label={text.climbs.others} rows={systems.others} systems />
        </section>
      )}
    </>
  );
}

function Table({
  label,
  rows,
  places = false,
  systems = false,
}: {
  label: string;
  rows: readonly Climb[];
  /** Whether the place counts. */
  places?: boolean;
  /** Whether the rows are systems, not teams. */
  systems?: boolean;
}) {
  const most = Math.max(...rows.map(({ growth }) => growth));
  return (
    <Scroller label={label}>
      <table className="rows climbs">
        <thead>
          <tr>
            <th scope="col">{systems ? text.climbs.system : text.climbs.team}</th>
            {systems && <th scope="col">{text.climbs.team}</th>}
            <th scope="col">{text.climbs.course}</th>
            <th scope="col" className="end">
              {text.climbs.scoreThen}
            </th>
            <th scope="col" className="end">
              {text.climbs.scoreNow}
            </th>
            {places && (
              <th scope="col" className="climbs-growth">
                {text.climbs.growth}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <th scope="row">
                {places && <span className="climbs-place soft">{text.climbs.place(index + 1)}</span>}
                {systems ? (
                  <Link to="/systems/$system" params={{ system: row.id }}>
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )}
              </th>
              {systems && <td>{row.team ?? <span className="soft">{text.climbs.noTeam}</span>}</td>}
              <td>
                <Course name={row.name} scores={row.course} />
              </td>
              <td className="end">{figure(row.from)}</td>
              <td className="end">{figure(row.to)}</td>
              {places && (
                <td className="climbs-growth">
                  <GrowthMark value={row.growth} />
                  <meter min={0} max={most} value={row.growth} aria-hidden="true" />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function figure(score: number): string {
  return score.toLocaleString(text.locale, { maximumFractionDigits: 1 });
}

function quarterText(instant: string): string {
  const date = new Date(instant);
  return text.climbs.quarter(Math.floor(date.getUTCMonth() / 3) + 1, date.getUTCFullYear());
}
