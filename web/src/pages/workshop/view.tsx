import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { WorkshopAnswer } from '../../../../src/server/api.ts';
import { organizationQuery } from '../../api/organization.ts';
import { useMay } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { workshopQuery } from './query.ts';
import { Rail } from './rail.tsx';
import { Step } from './step.tsx';
import { Summary } from './summary.tsx';
import { useNotes } from './use-notes.ts';
import './view.css';

const route = getRouteApi('/workshops/$workshop');

/** One workshop: aspect by aspect while it goes on, and its summary. */
export function Workshop() {
  const { workshop } = route.useParams();
  const answer = useQuery(workshopQuery(workshop));
  useTitle(answer.data ? text.workshop.of(answer.data.systemName) : text.workshop.title);
  return (
    <div className="page">
      <Answer query={answer} lines={14} page>
        {(data) => <Walk key={data.id} workshop={data} />}
      </Answer>
    </div>
  );
}

function Walk({ workshop }: { workshop: WorkshopAnswer }) {
  const { step } = route.useSearch();
  const notes = useNotes(workshop);
  const example = useQuery(organizationQuery).data?.example ?? false;
  const mayHold = useMay('contribute') && !example && workshop.ended === null;
  const shown = step ?? (workshop.ended === null ? 'inventory' : 'summary');
  return (
    <>
      <div className="page-head">
        <nav className="no-print" aria-label={text.workshop.trail}>
          <ol className="trail">
            <li>
              <Link to="/workshops">{text.workshop.title}</Link>
            </li>
            <li>
              <Link to="/systems/$system" params={{ system: workshop.system }}>
                {workshop.systemName}
              </Link>
            </li>
          </ol>
        </nav>
        <h1>{text.workshop.of(workshop.systemName)}</h1>
      </div>
      <Rail workshop={workshop} answers={notes.answers} shown={shown} />
      {shown === 'summary' ? (
        <Summary workshop={workshop} notes={notes} mayHold={mayHold} />
      ) : (
        <Step key={shown} workshop={workshop} aspect={shown} notes={notes} mayHold={mayHold} />
      )}
    </>
  );
}
