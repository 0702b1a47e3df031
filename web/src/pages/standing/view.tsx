import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, notFound } from '@tanstack/react-router';
import type { SystemAnswer } from '../../../../src/server/api.ts';
import { modelQuery } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { ChartOrTable } from '../../components/chart-or-table.tsx';
import { Guidance } from '../../components/guidance.tsx';
import { IntervalRows } from '../../components/intervals-table.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { LevelSteps, MonthScale, spanOf } from '../../components/timeline.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { systemQuery } from '../system/query.ts';
import { Doubts } from './doubts.tsx';
import { Evidence } from './evidence.tsx';
import { ExemptionOf } from './exemption.tsx';
import { Ladder } from './ladder.tsx';
import { Verdict } from './verdict.tsx';
import './view.css';

const route = getRouteApi('/systems/$system/aspects/$aspect');

/** Where one system stands in one aspect: the level, why, what is missing, and the evidence behind it. */
export function Standing() {
  const { system } = route.useParams();
  const { at, known } = route.useSearch();
  const answer = useQuery(systemQuery(system, { at, known }));
  return (
    <div className="page">
      <Answer query={answer} lines={16} page>
        {(data) => <Content answer={data} />}
      </Answer>
    </div>
  );
}

function Content({ answer }: { answer: SystemAnswer }) {
  const params = route.useParams();
  const model = useQuery(modelQuery);
  const { system } = answer;
  const score = system.aspects.find((each) => each.id === params.aspect);
  useTitle(score && text.aspects[score.id], system.name);
  if (!score) throw notFound();
  const intervals = answer.timelines.find((each) => each.aspect === score.id)?.intervals ?? [];
  const span = spanOf([intervals], answer.at);
  return (
    <>
      <div className="page-head">
        <nav aria-label={text.system.trail}>
          <ol className="trail">
            <li>
              <Link to="/">{text.portfolio.title}</Link>
            </li>
            <li>
              <Link to="/systems/$system" params={{ system: system.id }}>
                {system.name}
              </Link>
            </li>
          </ol>
        </nav>
        <h1>
          {text.aspects[score.id]} <span className="soft standing-of">{system.name}</span>
        </h1>
        <p className="small">
          <Link to="/aspects/$aspect" params={{ aspect: score.id }}>
            {text.aspect.everyone}
          </Link>
        </p>
      </div>
      <div className="standing-top">
        <div className="standing-said">
          <Verdict score={score} system={system.id} />
          <Doubts system={system.id} aspect={score.id} />
          <ExemptionOf system={system.id} aspect={score.id} />
        </div>
        <Ladder score={score} rules={model.data?.levels ?? []} />
      </div>
      <section className="section" aria-labelledby="timeline-title">
        <div className="section-head">
          <h2 id="timeline-title">{text.standing.timeline}</h2>
          <p>{text.system.timelineLead}</p>
        </div>
        <ChartOrTable
          label={text.standing.timeline}
          chart={
            <div className="card standing-chart">
              <LevelSteps
                intervals={intervals}
                span={span}
                label={`${text.aspects[score.id]}: ${intervals.map((each) => each.level).join(', ')}`}
              />
              <MonthScale span={span} />
            </div>
          }
          table={
            <Scroller label={text.standing.timeline}>
              <table className="rows">
                <thead>
                  <tr>
                    <th scope="col">{text.system.level}</th>
                    <th scope="col">{text.system.from}</th>
                    <th scope="col">{text.system.until}</th>
                  </tr>
                </thead>
                <tbody>
                  <IntervalRows intervals={intervals} at={answer.at} />
                </tbody>
              </table>
            </Scroller>
          }
        />
      </section>
      <Evidence system={system} aspect={score.id} />
      <Answer query={model} lines={8}>
        {(data) => <Guidance model={data} aspect={data.aspects.find((each) => each.id === score.id)} />}
      </Answer>
    </>
  );
}
