import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTimeZone } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { LevelChip } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { dayOf } from '../../time/day.ts';
import { changesQuery } from './query.ts';
import './week.css';

const FEW = 3;

/** What changed in the last seven days and why, and what lapses next. */
export function Week({ moment }: { moment: MomentSearch }) {
  const zone = useTimeZone();
  const week = useQuery(changesQuery(moment));
  return (
    <>
      <section className="card week-part" aria-labelledby="week-title">
        <div className="section-head">
          <h2 id="week-title">{text.portfolio.week}</h2>
          <p>{text.portfolio.weekLead}</p>
        </div>
        <Answer query={week} lines={4}>
          {({ changes, total, since }) =>
            changes.length === 0 ? (
              <p className="soft small">{text.portfolio.weekNone}</p>
            ) : (
              <>
                <ul className="week-list">
                  {changes.slice(0, FEW).map((row) => (
                    <li key={`${row.system} ${row.aspect} ${row.at}`}>
                      <span className="week-mark" data-rose={row.to > row.from} aria-hidden="true">
                        {row.to > row.from ? '▲' : '▼'}
                      </span>
                      <span>
                        <Link
                          to="/systems/$system/aspects/$aspect"
                          params={{ system: row.system, aspect: row.aspect }}
                        >
                          {text.report.of(row.systemName, row.aspect)}
                        </Link>{' '}
                        {row.to > row.from
                          ? text.portfolio.rose(row.from, row.to)
                          : text.portfolio.fell(row.from, row.to)}
                        <span className="soft week-why">
                          <Words>{row.why}</Words>
                        </span>
                      </span>
                    </li>
                  ))}
                </ul>
                <p className="small">
                  <Link to="/report" search={{ compare: dayOf(Date.parse(since), zone), full: true }}>
                    {text.portfolio.weekAll}
                  </Link>{' '}
                  <span className="soft number">{total}</span>
                </p>
              </>
            )
          }
        </Answer>
      </section>
      <section className="card week-part" aria-labelledby="lapses-title">
        <div className="section-head">
          <h2 id="lapses-title">{text.portfolio.lapsesNext}</h2>
          <p>{text.portfolio.lapsesLead}</p>
        </div>
        <Answer query={week} lines={4}>
          {({ lapses }) =>
            lapses.length === 0 ? (
              <p className="soft small">{text.portfolio.lapsesNone}</p>
            ) : (
              <ul className="week-list week-lapses">
                {lapses.slice(0, FEW + 3).map((row) => (
                  <li key={`${row.system} ${row.aspect}`}>
                    <span className="soft week-day">
                      <Moment instant={row.at} short />
                    </span>
                    <span>
                      <Link
                        to="/systems/$system/aspects/$aspect"
                        params={{ system: row.system, aspect: row.aspect }}
                      >
                        {text.report.of(row.systemName, row.aspect)}
                      </Link>{' '}
                      <span className="hidden">{text.portfolio.falls(row.to)}</span>
                    </span>
                    <span className="week-fall" aria-hidden="true">
                      <LevelChip level={row.from} /> → <LevelChip level={row.to} />
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </section>
    </>
  );
}
