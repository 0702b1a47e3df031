import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { modelQuery } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { Icon } from '../../components/icon.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { AspectRows } from './aspect-rows.tsx';
import { Exposure } from './exposure.tsx';
import { Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { systemQuery } from './query.ts';
import { Timelines } from './timelines.tsx';
import './view.css';

const route = getRouteApi('/systems/$system');

export function System() {
  const { system } = route.useParams();
  const { at, known } = route.useSearch();
  const answer = useQuery(systemQuery(system, { at, known }));
  const model = useQuery(modelQuery).data;
  useTitle(answer.data?.system.name);
  return (
    <div className="page">
      <Answer query={answer} lines={18} page>
        {({ system: score, timelines, findings, at: shownAt }) => (
          <>
            <div className="page-head">
              <nav aria-label={text.system.trail}>
                <ol className="trail">
                  <li>
                    <Link to="/">{text.portfolio.title}</Link>
                  </li>
                  <li>{score.team ?? text.portfolio.noTeam}</li>
                </ol>
              </nav>
              <div className="system-title">
                <h1>{score.name}</h1>
                <Link to="/proof" search={{ system: score.id }} className="button no-print">
                  <Icon name="proof" />
                  {text.proof.prove}
                </Link>
              </div>
            </div>
            <Facts system={score} />
            <AspectRows system={score} model={model} />
            <Timelines system={score} timelines={timelines} at={shownAt} />
            <div className="system-pair">
              <Exposure exposure={score.exposure} />
              <Findings system={score} findings={findings} />
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}
