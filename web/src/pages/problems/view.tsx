import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, notFound } from '@tanstack/react-router';
import type { ProblemsAnswer } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { refusalTitle } from '../../components/problem.tsx';
import { useTitle } from '../../components/title.ts';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { problemsQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/docs/problems/$code');

/** What a kind of refusal means and what to do about it; and the others. */
export function ProblemPage() {
  const answer = useQuery(problemsQuery);
  return (
    <div className="page">
      <Answer query={answer} lines={12} page>
        {(data) => <Content kinds={data.rows} />}
      </Answer>
    </div>
  );
}

function Content({ kinds }: { kinds: ProblemsAnswer['rows'] }) {
  const { code } = route.useParams();
  const kind = kinds.find((each) => each.code === code);
  useTitle(kind && refusalTitle(kind.code), text.problems.title);
  if (!kind) throw notFound();
  return (
    <>
      <div className="page-head">
        <h1>{refusalTitle(kind.code)}</h1>
        <p>
          <Words>{text.problems.lead(kind.code, kind.status)}</Words>
        </p>
      </div>
      <div className="problem-kind card">
        <section aria-labelledby="means">
          <h2 id="means">{text.problems.means}</h2>
          <p>
            <Words english>{kind.means}</Words>
          </p>
        </section>
        <section aria-labelledby="next">
          <h2 id="next">{text.problems.next}</h2>
          <p>
            <Words english>{kind.next}</Words>
          </p>
        </section>
      </div>
      <nav aria-labelledby="others" className="section">
        <h2 id="others">{text.problems.others}</h2>
        <ul className="problem-kinds">
          {kinds.map((each) => (
            <li key={each.code}>
              <Link
                to="/docs/problems/$code"
                params={{ code: each.code }}
                aria-current={each === kind ? 'page' : undefined}
              >
                {refusalTitle(each.code)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
