import { Link } from '@tanstack/react-router';
import type { SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import type { SystemAnswer } from '../../../../src/server/api.ts';
import { ChartOrTable } from '../../components/chart-or-table.tsx';
import { IntervalRows } from '../../components/intervals-table.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { LevelStrip, MonthScale, spanOf } from '../../components/timeline.tsx';
import { text } from '../../text.ts';
import './timelines.css';

/** All 15 aspects over the last 14 months, strip under strip, with the table twin. */
export function Timelines({
  system,
  timelines,
  at,
}: {
  system: SystemScore;
  timelines: SystemAnswer['timelines'];
  at: string;
}) {
  const span = spanOf(
    timelines.map((each) => each.intervals),
    at,
  );
  return (
    <section className="section" id="timeline" aria-labelledby="timeline-title">
      <div className="section-head">
        <h2 id="timeline-title">{text.system.timeline}</h2>
        <p>{text.system.timelineLead}</p>
      </div>
      <ChartOrTable
        label={text.system.timeline}
        chart={
          <div className="timelines card">
            {timelines.map(({ aspect, intervals }) => (
              <div key={aspect} className="timeline-row">
                <Link to="/systems/$system/aspects/$aspect" params={{ system: system.id, aspect }}>
                  {text.aspects[aspect]}
                </Link>
                <LevelStrip
                  intervals={intervals}
                  span={span}
                  label={`${text.aspects[aspect]}: ${intervals.map((each) => each.level).join(', ')}`}
                />
              </div>
            ))}
            <div className="timeline-row">
              <span />
              <MonthScale span={span} />
            </div>
          </div>
        }
        table={
          <Scroller label={text.system.timeline}>
            <table className="rows">
              <thead>
                <tr>
                  <th scope="col">{text.system.aspect}</th>
                  <th scope="col">{text.system.level}</th>
                  <th scope="col">{text.system.from}</th>
                  <th scope="col">{text.system.until}</th>
                </tr>
              </thead>
              <tbody>
                {timelines.map(({ aspect, intervals }) => (
                  <IntervalRows key={aspect} intervals={intervals} at={at} name={text.aspects[aspect]} />
                ))}
              </tbody>
            </table>
          </Scroller>
        }
      />
    </section>
  );
}
