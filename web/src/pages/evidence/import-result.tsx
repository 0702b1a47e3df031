import { Link } from '@tanstack/react-router';
import type { ArchiveAnswer, ImportAnswer, PreviewAnswer } from '../../../../src/server/api.ts';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { recordsText } from './records.ts';

/** What came of a file, or of one in an archive. */
type Came = ImportAnswer | ArchiveAnswer['members'][number];

/** What an import read: adapter, records, practices, systems, and the rows that could not be read. */
export function ImportResult({ answer }: { answer: Came }) {
  if (answer.status === 'archive') {
    return (
      <ul aria-label={text.evidence.members}>
        {answer.members.map((member) => {
          const path = member.status === 'refused' ? member.path : member.report.document.path;
          return (
            <li key={path}>
              <span className="import-name break">{path}</span> <ImportTag status={member.status} />
              <ImportResult answer={member} />
            </li>
          );
        })}
      </ul>
    );
  }
  if (answer.status === 'refused') {
    return (
      <div className="import-why">
        <p>
          <Words english>{answer.why}</Words>
        </p>
        <p>
          <Words english>{answer.next}</Words>
        </p>
      </div>
    );
  }
  const { report } = answer;
  const facts = [recordsText(report.records)];
  if (report.findings > 0) facts.push(text.evidence.findings(report.findings));
  if (answer.status === 'imported' && answer.closed > 0) facts.push(text.evidence.closed(answer.closed));
  return (
    <div className="import-detail">
      <p>
        {report.tool}, {text.evidence.readBy} <code>{report.adapter}</code>
        {answer.status === 'imported' && answer.systems.length > 0 && (
          <>
            {' '}
            {text.evidence.forSystems}{' '}
            {answer.systems.map((system, index) => (
              <span key={system}>
                {index > 0 && ', '}
                <Link to="/systems/$system" params={{ system }}>
                  {system}
                </Link>
              </span>
            ))}
          </>
        )}
        {answer.status === 'known' && (
          <>
            {'; '}
            {text.evidence.knownSince} <Moment instant={answer.learned} />
          </>
        )}
      </p>
      <p className="soft">{facts.filter(Boolean).join(' · ')}</p>
      {answer.status === 'imported' && answer.unowned > 0 && (
        <p>
          <span className="tag warn">{text.portfolio.unowned}</span> {text.evidence.unowned(answer.unowned)}
        </p>
      )}
      <Details report={report} />
    </div>
  );
}

/** What is read from a document, before it is handed in. */
export function ImportReport({ report }: { report: PreviewAnswer }) {
  const facts = [recordsText(report.records)];
  if (report.findings > 0) facts.push(text.evidence.findings(report.findings));
  return (
    <div className="import-detail">
      <p>{facts.filter(Boolean).join(' · ') || text.mapping.nothing}</p>
      <Details report={report} />
    </div>
  );
}

function Details({ report }: { report: PreviewAnswer }) {
  return (
    <>
      {report.practices.length > 0 && (
        <ul aria-label={text.evidence.practices}>
          {report.practices.map((practice, index) => (
            // Practices of one document can be alike in every field.
            // biome-ignore lint/suspicious/noArrayIndexKey: the result of an import never changes.
            <li key={`${practice.aspect} ${index}`}>
              <strong>{text.aspects[practice.aspect]}</strong> {text.outputs[practice.output]}
              <span className="tag">{text.automations[practice.automation]}</span>
              {practice.declared && <span className="tag warn">{text.standing.declared}</span>}
              {practice.at !== null && <Moment instant={practice.at} />}
              {practice.note !== undefined && <span className="soft break">{practice.note}</span>}
            </li>
          ))}
          {report.morePractices > 0 && (
            <li className="soft">{text.evidence.morePractices(report.morePractices)}</li>
          )}
        </ul>
      )}
      {report.problems.length > 0 && (
        <div className="import-why">
          <p>
            <strong>{text.evidence.problems}</strong>
          </p>
          {report.problems.map((problem) => (
            <p key={`${problem.where} ${problem.why}`} className="break">
              <code>{problem.where}</code> <Words english>{problem.why}</Words>
            </p>
          ))}
          {report.moreProblems > 0 && (
            <p className="soft">{text.evidence.moreProblems(report.moreProblems)}</p>
          )}
        </div>
      )}
    </>
  );
}

/** Whether a document was taken in, was known, or was refused. */
export function ImportTag({ status }: { status: Came['status'] }) {
  if (status === 'known') return <span className="tag">{text.evidence.known}</span>;
  if (status === 'refused') return <span className="tag warn">{text.evidence.refused}</span>;
  return <span className="tag good">{text.evidence.imported}</span>;
}
