import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import type { AspectId } from '../../../../src/records/words.ts';
import type { EvidenceAnswer } from '../../../../src/server/api.ts';
import { useTimeZone } from '../../api/organization.ts';
import { Skeleton } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { Reference } from '../../components/reference.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { text } from '../../text.ts';
import { dayText } from '../../time/format.ts';
import { evidenceQuery } from './query.ts';

const route = getRouteApi('/systems/$system/aspects/$aspect');

/** What the level rests on: every practice with when, by what, and from where. */
export function Evidence({ system, aspect }: { system: SystemScore; aspect: AspectId }) {
  const { at, known } = route.useSearch();
  const pages = useInfiniteQuery(evidenceQuery(system.id, aspect, { at, known }));
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="section" id="evidence" aria-labelledby="evidence-title">
      <div className="section-head">
        <h2 id="evidence-title">{text.standing.evidence}</h2>
        <p>{text.standing.evidenceLead}</p>
      </div>
      {pages.isError && <ProblemNote error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton lines={5} />}
      {pages.data && rows.length === 0 && (
        <div className="section">
          <p className="soft">
            {text.standing.noEvidence} {text.standing.noEvidenceNext}
          </p>
          <Command>{text.empty.import.replace('NAME', quoted(system.name))}</Command>
        </div>
      )}
      {rows.length > 0 && <Rows rows={rows} />}
      {pages.hasNextPage && (
        <p>
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? text.common.loading : text.common.more}
          </button>
        </p>
      )}
    </section>
  );
}

function Rows({ rows }: { rows: EvidenceAnswer['rows'] }) {
  const zone = useTimeZone();
  return (
    <Scroller label={text.standing.evidence}>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{text.standing.when}</th>
            <th scope="col">{text.standing.output}</th>
            <th scope="col">{text.standing.automation}</th>
            <th scope="col">{text.standing.document}</th>
            <th scope="col">{text.standing.origin}</th>
            <th scope="col">{text.standing.note}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Several practices of one document can be alike in every field.
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end.
            <tr key={`${row.document} ${index}`}>
              <td title={text.standing.learned(dayText(row.learned, zone))}>
                <Moment instant={row.at} />
              </td>
              <td>{text.outputs[row.output]}</td>
              <td>
                {text.automations[row.automation]}
                {row.declared && (
                  <>
                    {' '}
                    <span className="tag warn">{text.standing.declared}</span>
                  </>
                )}
              </td>
              <td className="break">
                <Link to="/evidence" search={{ document: row.document }} hash="documents">
                  {row.documentName}
                </Link>
                <span className="soft"> {row.adapter}</span>
              </td>
              <td>
                {row.origin.name}{' '}
                <span className="soft">{text.standing.origins[row.origin.kind] ?? row.origin.kind}</span>
              </td>
              <td className="break">
                {row.note}
                {row.reference !== null && (
                  <>
                    {' '}
                    <Reference>{row.reference}</Reference>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** A name as one word of a command. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
