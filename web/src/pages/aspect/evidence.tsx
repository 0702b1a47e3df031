import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Moment } from '../../components/moment.tsx';
import { Scroller } from '../../components/scroller.tsx';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { aspectEvidenceQuery } from './query.ts';

/** What came in lately for an aspect, of all systems. */
export function LatestEvidence({ aspect, moment }: { aspect: AspectId; moment: MomentSearch }) {
  const evidence = useQuery(aspectEvidenceQuery(aspect, moment));
  return (
    <section className="section" id="evidence" aria-labelledby="evidence-title">
      <div className="section-head">
        <h2 id="evidence-title">{text.aspect.evidence}</h2>
        <p>{text.aspect.evidenceLead}</p>
      </div>
      <Answer query={evidence} lines={5}>
        {({ rows }) =>
          rows.length === 0 ? (
            <>
              <p className="soft">{text.standing.noEvidence}</p>
              <Command>{text.empty.import}</Command>
            </>
          ) : (
            <Scroller label={text.aspect.evidence}>
              <table className="rows">
                <thead>
                  <tr>
                    <th scope="col">{text.standing.when}</th>
                    <th scope="col">{text.portfolio.system}</th>
                    <th scope="col">{text.standing.output}</th>
                    <th scope="col">{text.standing.automation}</th>
                    <th scope="col">{text.standing.document}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    // Several practices of one document can be alike in every field.
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows are replaced as a whole.
                    <tr key={`${row.document} ${index}`}>
                      <td>
                        <Moment instant={row.at} />
                      </td>
                      <th scope="row">
                        <Link to="/systems/$system/aspects/$aspect" params={{ system: row.system, aspect }}>
                          {row.name}
                        </Link>
                      </th>
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
                        <Link to="/evidence/$document" params={{ document: row.document }}>
                          {row.documentName}
                        </Link>
                        <span className="soft"> {row.adapter}</span>
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
  );
}
