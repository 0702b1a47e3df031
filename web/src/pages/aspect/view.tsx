import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, notFound } from '@tanstack/react-router';
import type { Aspect, Model } from '../../../../src/model/model.ts';
import { modelQuery } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { Guidance } from '../../components/guidance.tsx';
import { useTitle } from '../../components/title.ts';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { mapQuery } from '../portfolio/query.ts';
import { LatestEvidence } from './evidence.tsx';
import { Systems } from './systems.tsx';
import './view.css';

const route = getRouteApi('/aspects/$aspect');

/** One aspect of the model, and every system at it. */
export function AspectPage() {
  const model = useQuery(modelQuery);
  return (
    <div className="page">
      <Answer query={model} lines={14} page>
        {(data) => <Content model={data} />}
      </Answer>
    </div>
  );
}

function Content({ model }: { model: Model }) {
  const params = route.useParams();
  const { at, known } = route.useSearch();
  const aspect = model.aspects.find((each) => each.id === params.aspect);
  useTitle(aspect?.title);
  if (!aspect) throw notFound();
  return (
    <>
      <div className="page-head">
        <p className="small number">{text.aspect.number(aspect.number)}</p>
        <h1>
          <Words>{aspect.title}</Words>
        </h1>
        <p>
          <Words>{aspect.summary}</Words>
        </p>
        <Basis aspect={aspect} />
      </div>
      <Everyone aspect={aspect} />
      <Guidance model={model} aspect={aspect} />
      <LatestEvidence aspect={aspect.id} moment={{ at, known }} />
    </>
  );
}

function Basis({ aspect }: { aspect: Aspect }) {
  return (
    <dl className="basis small">
      <div>
        <dt>{text.aspect.buildsOn}</dt>
        <dd>
          {aspect.buildsOn.length === 0 && text.aspect.nothing}
          {aspect.buildsOn.map((id) => (
            <Link key={id} to="/aspects/$aspect" params={{ aspect: id }} className="tag">
              {text.aspects[id]}
            </Link>
          ))}
        </dd>
      </div>
      <div>
        <dt>{text.aspect.coverage}</dt>
        <dd>{aspect.coverage.words}</dd>
      </div>
    </dl>
  );
}

function Everyone({ aspect }: { aspect: Aspect }) {
  const { at, known } = route.useSearch();
  const map = useQuery(mapQuery({ at, known }));
  return (
    <section className="section" id="systems" aria-labelledby="systems-title">
      <h2 id="systems-title">{text.aspect.systems}</h2>
      <Answer query={map} lines={6}>
        {(answer) => <Systems map={answer} aspect={aspect.id} moment={{ at, known }} />}
      </Answer>
    </section>
  );
}
