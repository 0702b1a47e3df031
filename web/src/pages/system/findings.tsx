import { Link } from '@tanstack/react-router';
import type { SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import type { Severity } from '../../../../src/records/words.ts';
import type { SystemAnswer } from '../../../../src/server/api.ts';
import { Scroller } from '../../components/scroller.tsx';
import { text } from '../../text.ts';

const WORST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** Open findings by aspect and severity, worst first. */
export function Findings({ system, findings }: { system: SystemScore; findings: SystemAnswer['findings'] }) {
  const rows = system.aspects
    .map((aspect) => ({ aspect: aspect.id, counts: findings.filter((each) => each.aspect === aspect.id) }))
    .filter((row) => row.counts.length > 0);
  return (
    <section className="section" id="findings" aria-labelledby="findings-title">
      <div className="section-head">
        <h2 id="findings-title">{text.system.findings}</h2>
        <p>{text.system.findingsLead}</p>
      </div>
      {rows.length === 0 ? (
        <p className="soft">{text.system.noFindings}</p>
      ) : (
        <Scroller label={text.system.findings}>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{text.system.aspect}</th>
                {WORST_FIRST.map((severity) => (
                  <th key={severity} scope="col" className="end">
                    {text.severities[severity]}
                  </th>
                ))}
                <th scope="col" className="end">
                  {text.system.total}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ aspect, counts }) => {
                let total = 0;
                for (const each of counts) total += each.count;
                return (
                  <tr key={aspect}>
                    <th scope="row">
                      <Link to="/systems/$system/aspects/$aspect" params={{ system: system.id, aspect }}>
                        {text.aspects[aspect]}
                      </Link>
                    </th>
                    {WORST_FIRST.map((severity) => {
                      const count = counts.find((each) => each.severity === severity)?.count ?? 0;
                      return (
                        <td key={severity} className={count === 0 ? 'end soft' : 'end'}>
                          {count === 0 ? (
                            text.common.none
                          ) : (
                            <Link to="/findings" search={{ system: system.id, aspect, severity }}>
                              {count.toLocaleString(text.locale)}
                            </Link>
                          )}
                        </td>
                      );
                    })}
                    <td className="end">
                      <Link to="/findings" search={{ system: system.id, aspect }}>
                        <strong>{total.toLocaleString(text.locale)}</strong>
                      </Link>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroller>
      )}
    </section>
  );
}
