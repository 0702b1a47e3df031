import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { organizationQuery } from '../../api/organization.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { Choices } from './choices.tsx';
import { Paper } from './paper.tsx';
import { reportQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/report');

/** A report as it is printed, with what it is about chosen above it. */
export function Report() {
  const asked = route.useSearch();
  const report = useQuery(reportQuery(asked));
  const empty = useQuery(organizationQuery).data?.empty ?? false;
  useTitle(report.data ? `${text.report.title}: ${report.data.title}` : text.report.title);
  return (
    <div className="page report-page">
      <div className="page-head no-print">
        <h1>{text.report.title}</h1>
        <p>{text.report.lead}</p>
      </div>
      {empty ? (
        <div className="section">
          <p className="soft">{text.report.nothing}</p>
          <Command>{text.empty.import}</Command>
        </div>
      ) : (
        <>
          <Choices asked={asked} />
          <Answer query={report} lines={16}>
            {(data) => <Paper report={data} full={asked.full ?? false} />}
          </Answer>
        </>
      )}
    </div>
  );
}
