import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTimeZone } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { LevelChip } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { dayOf } from '../../time/day.ts';
import { reportQuery } from '../report/query.ts';
import './events.css';

/** As far back as the timeline goes: 14 months. */
const BACK = 426 * 86_400_000;
const FEW = 6;

/** Every rise and fall of a system's levels over the time of the timeline, latest first, each with its reason. */
export function Events({ system, at, moment }: { system: string; at: string; moment: MomentSearch }) {
  const zone = useTimeZone();
  const [all, setAll] = useState(false);
  const compare = dayOf(Date.parse(at) - BACK, zone);
  const report = useQuery(reportQuery({ system, compare, ...moment }));
  return (
    <section className="section" id="events" aria-labelledby="events-title">
      <div className="section-head">
        <h2 id="events-title">{text.system.events}</h2>
        <p>{text.system.eventsLead}</p>
      </div>
      <Answer query={report} lines={6}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p className="soft small">{text.system.noEvents}</p>
          ) : (
            <>
              <ol className="card events">
                {(all ? changes : changes.slice(0, FEW)).map(({ aspect, at: when, from, to, why }) => (
                  <li key={`${aspect} ${when}`}>
                    <span className="events-day soft">
                      <Moment instant={when} />
                    </span>
                    <span className="events-move" role="img" aria-label={text.system.moved(from, to)}>
                      <LevelChip level={from} />
                      <span className="events-mark" data-rose={to > from} aria-hidden="true">
                        {to > from ? '▲' : '▼'}
                      </span>
                      <LevelChip level={to} />
                    </span>
                    <span className="events-why">
                      <Link to="/systems/$system/aspects/$aspect" params={{ system, aspect }}>
                        {text.aspects[aspect]}
                      </Link>{' '}
                      <span className="soft">
                        <Words>{why}</Words>
                      </span>
                    </span>
                  </li>
                ))}
              </ol>
              {changes.length > FEW && (
                <p className="no-print">
                  <button
                    type="button"
                    className="button quiet"
                    aria-expanded={all}
                    onClick={() => setAll(!all)}
                  >
                    {all ? text.common.fewer : text.common.all(changes.length)}
                  </button>
                </p>
              )}
            </>
          )
        }
      </Answer>
    </section>
  );
}
