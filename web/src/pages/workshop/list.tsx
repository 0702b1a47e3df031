import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { organizationQuery } from '../../api/organization.ts';
import { useMay } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Moment } from '../../components/moment.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { mapQuery } from '../portfolio/query.ts';
import { Begin } from './begin.tsx';
import { workshopsQuery } from './query.ts';
import './view.css';

/** Workshops that were held or go on, and the place to begin one. */
export function Workshops() {
  const workshops = useQuery(workshopsQuery);
  const portfolio = useQuery(mapQuery({}));
  const example = useQuery(organizationQuery).data?.example ?? false;
  const mayHold = useMay('contribute') && !example;
  const systems = portfolio.data?.systems;
  useTitle(text.workshop.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.workshop.title}</h1>
        <p>{text.workshop.lead}</p>
        {example && <p>{text.workshop.example}</p>}
      </div>
      {mayHold && systems && systems.length > 0 && <Begin systems={systems} />}
      {systems?.length === 0 && (
        <div className="section">
          <p className="soft">{text.workshop.noSystems}</p>
          <Command>{text.empty.import}</Command>
        </div>
      )}
      <section className="section" aria-labelledby="held-title">
        <h2 id="held-title">{text.workshop.held}</h2>
        <Answer query={workshops}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="soft">{text.workshop.none}</p>
            ) : (
              <Scroller label={text.workshop.held}>
                <table className="rows">
                  <thead>
                    <tr>
                      <th scope="col">{text.workshop.system}</th>
                      <th scope="col">{text.workshop.begun}</th>
                      <th scope="col">{text.workshop.people}</th>
                      <th scope="col">{text.workshop.answered}</th>
                      <th scope="col">{text.workshop.state}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <th scope="row">
                          <Link to="/workshops/$workshop" params={{ workshop: row.id }}>
                            {row.systemName}
                          </Link>
                        </th>
                        <td>
                          <Moment instant={row.begun} />
                        </td>
                        <td>{row.people.map(({ name }) => name).join(', ') || text.common.none}</td>
                        <td>{text.workshop.answeredOf(row.answered)}</td>
                        <td>
                          <span className={row.ended === null ? 'tag' : 'tag good'}>
                            {row.ended === null ? text.workshop.underWay : text.workshop.ended}
                          </span>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroller>
            )
          }
        </Answer>
      </section>
    </div>
  );
}
