import type { Exposure as ExposureScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { Scroller } from '../../components/scroller.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { known } from './facts.tsx';

/** What was declared beside what the records show, and what follows from both. */
export function Exposure({ exposure }: { exposure: ExposureScore }) {
  const money = (amount: number | null) =>
    amount === null
      ? text.common.unknown
      : new Intl.NumberFormat(text.locale, {
          style: 'currency',
          currency: exposure.monthlyCost.currency,
          maximumFractionDigits: 0,
        }).format(amount);
  return (
    <section className="section" id="exposure" aria-labelledby="exposure-title">
      <div className="section-head">
        <h2 id="exposure-title">{text.system.exposure}</h2>
        <p>{text.system.exposureLead}</p>
      </div>
      <Scroller label={text.system.exposure}>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden">{text.system.exposure}</span>
              </th>
              <th scope="col">{text.system.declared}</th>
              <th scope="col">{text.system.observed}</th>
            </tr>
          </thead>
          <tbody>
            <Pair
              name={text.system.pii}
              declared={known(exposure.pii.declared)}
              observed={known(exposure.pii.observed)}
            />
            <Pair
              name={text.system.public}
              declared={known(exposure.public.declared)}
              observed={known(exposure.public.observed)}
            />
            <Pair
              name={text.system.monthlyCost}
              declared={money(exposure.monthlyCost.declared)}
              observed={money(exposure.monthlyCost.observed)}
            />
            <tr>
              <th scope="row">{text.system.follows}</th>
              <td colSpan={2}>
                {text.system.criticality}:{' '}
                <strong>
                  {exposure.criticality === null
                    ? text.common.unknown
                    : text.criticality[exposure.criticality]}
                </strong>
                <br />
                {text.system.production}: <strong>{known(exposure.production)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </Scroller>
      {exposure.notes.length > 0 && (
        <ul className="notes" aria-label={text.system.notes}>
          {exposure.notes.map((note) => (
            <li key={note}>
              <Words>{note}</Words>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Pair({ name, declared, observed }: { name: string; declared: string; observed: string }) {
  const known = declared !== text.common.unknown && observed !== text.common.unknown;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={declared === text.common.unknown ? 'soft' : undefined}>{declared}</td>
      <td className={observed === text.common.unknown ? 'soft' : undefined}>
        {known && declared !== observed ? <span className="tag warn">{observed}</span> : observed}
      </td>
    </tr>
  );
}
