import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReportAnswer } from '../../../../src/server/api.ts';
import { GrowthMark } from '../../components/growth.tsx';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { Ladder, LevelMap } from './levels.tsx';

/** Rows of each list on the one page. */
const FEW = 5;

/** The report itself. */
export function Paper({ report, full }: { report: ReportAnswer; full: boolean }) {
  const [only] = report.systems;
  const single = report.scope.kind === 'system' && only !== undefined ? only : undefined;
  const about = (row: {
    system: string;
    systemName: string;
    aspect: ReportAnswer['changes'][number]['aspect'];
  }) => (
    <Link to="/systems/$system/aspects/$aspect" params={{ system: row.system, aspect: row.aspect }}>
      {single ? text.aspects[row.aspect] : text.report.of(row.systemName, row.aspect)}
    </Link>
  );
  return (
    <article className="card report">
      <header className="report-head">
        <h2>{report.title}</h2>
        <p className="soft">
          {report.organization !== report.title && `${report.organization}. `}
          {text.report.asOf} <Moment instant={report.at} />, {text.report.comparedWith}{' '}
          <Moment instant={report.compare} />.
        </p>
      </header>
      <dl className="report-figures">
        <Figure label={text.report.score}>{shown(report.average.now)}</Figure>
        <Figure label={text.report.before}>{shown(report.average.before)}</Figure>
        <Figure label={text.report.growth} hint={text.report.growthHint}>
          <GrowthMark value={report.growth} />
        </Figure>
        {!single && <Figure label={text.report.systemCount}>{report.systems.length}</Figure>}
        <Figure label={text.report.findings}>{report.openFindings}</Figure>
      </dl>
      {single ? <Ladder system={single} /> : <LevelMap systems={report.systems} full={full} />}
      <List head={text.report.changes} none={text.report.noChanges} rows={report.changes} full={full}>
        {(row) => (
          <>
            <Moment instant={row.at} /> {about(row)} {text.report.fromTo(row.from, row.to)}
            {full && (
              <span className="report-why">
                <Words>{row.why}</Words>
              </span>
            )}
          </>
        )}
      </List>
      <List head={text.report.lapses} none={text.report.noLapses} rows={report.lapses} full={full}>
        {(row) => (
          <>
            <Moment instant={row.at} /> {about(row)} {text.report.fromTo(row.from, row.to)}
          </>
        )}
      </List>
      <List head={text.report.steps} rows={report.steps} full={full}>
        {(row) => (
          <>
            {about(row)}
            <span className="report-why">
              <Words>{row.step}</Words>
            </span>
          </>
        )}
      </List>
      <List head={text.report.plans} rows={report.plans} full={full}>
        {(row) => (
          <>
            {about(row)} {text.report.fromTo(row.level, row.target)}, {row.owner}
            {row.due !== null && (
              <>
                , {text.report.until} <Moment instant={row.due} />
              </>
            )}{' '}
            <span className="tag">{text.plan.states[row.state]}</span>
          </>
        )}
      </List>
      <List head={text.report.exemptions} rows={report.exemptions} full={full}>
        {(row) => (
          <>
            {about(row)}, {text.report.until} <Moment instant={row.until} />
            <span className="report-why">
              {row.reason} {text.report.approved(row.approver)}
            </span>
          </>
        )}
      </List>
      {full &&
        !single &&
        report.systems.map((system) => (
          <section key={system.id} className="section report-system" aria-label={system.name}>
            <h3>{system.name}</h3>
            <Ladder system={system} />
          </section>
        ))}
      <footer className="soft small">
        {text.report.madeBy(report.model.version)}{' '}
        {report.model.overrides.length > 0 && text.report.overrides(report.model.overrides)}
      </footer>
    </article>
  );
}

function Figure({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <dt title={hint}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A list of the report: its first rows, or all. */
function List<Row extends { system: string; aspect: string }>({
  head,
  rows,
  none,
  full,
  children,
}: {
  head: string;
  rows: readonly Row[];
  /** What to say where there are none; without it the list is left out. */
  none?: string;
  full: boolean;
  children: (row: Row) => ReactNode;
}) {
  if (rows.length === 0 && none === undefined) return null;
  const shownRows = full ? rows : rows.slice(0, FEW);
  return (
    <section className="report-list" aria-label={head}>
      <h3>{head}</h3>
      {rows.length === 0 && <p className="soft">{none}</p>}
      <ul>
        {shownRows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change while it is shown.
          <li key={`${row.system} ${row.aspect} ${index}`}>{children(row)}</li>
        ))}
      </ul>
      {rows.length > shownRows.length && (
        <p className="soft small">{text.report.more(rows.length - shownRows.length)}</p>
      )}
    </section>
  );
}

function shown(score: number | null): string {
  if (score === null) return text.common.none;
  return score.toLocaleString(text.locale, { maximumFractionDigits: 1 });
}
