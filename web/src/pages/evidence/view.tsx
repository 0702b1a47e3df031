import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { organizationQuery } from '../../api/organization.ts';
import { useMay } from '../../api/session.ts';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { Documents } from './documents.tsx';
import { Import } from './import.tsx';
import { Refusals } from './refusals.tsx';
import './view.css';

const route = getRouteApi('/evidence');

/** Every document and refusal, and the place to hand in more. */
export function Evidence() {
  const { list } = route.useSearch();
  const counts = useQuery(organizationQuery).data?.counts;
  const mayImport = useMay('import');
  useTitle(text.evidence.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.evidence.title}</h1>
        <p>
          {text.evidence.lead} <Link to="/proof">{text.evidence.prove}</Link>
        </p>
      </div>
      {mayImport && <Import />}
      <section className="section" id="documents" aria-label={text.evidence.documents}>
        <nav className="lists" aria-label={text.evidence.lists}>
          <Link
            to="/evidence"
            search={(previous) => ({ ...previous, list: undefined })}
            activeOptions={{ exact: true, includeSearch: true }}
            resetScroll={false}
          >
            {text.evidence.documents}{' '}
            <span className="number">{counts?.documents.toLocaleString(text.locale)}</span>
          </Link>
          <Link
            to="/evidence"
            search={(previous) => ({ ...previous, list: 'refusals' })}
            activeOptions={{ exact: true, includeSearch: true }}
            resetScroll={false}
          >
            {text.evidence.refusals}{' '}
            <span className="number">{counts?.refusals.toLocaleString(text.locale)}</span>
          </Link>
        </nav>
        {counts !== undefined && counts.unowned > 0 && (
          <p className="small">
            <span className="tag warn">{text.portfolio.unowned}</span>{' '}
            {text.evidence.unownedNote(counts.unowned)}
          </p>
        )}
        {list === 'refusals' ? <Refusals /> : <Documents />}
      </section>
    </div>
  );
}
