import { Link } from '@tanstack/react-router';
import type { Model } from '../../../../src/model/model.ts';
import type { AspectScore, SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { Rungs } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import './aspect-rows.css';

/** The 15 aspects in order: level, why, when it falls, what to do next, what it builds on. */
export function AspectRows({ system, model }: { system: SystemScore; model: Model | undefined }) {
  return (
    <section className="section" id="aspects" aria-labelledby="aspects-title">
      <div className="section-head">
        <h2 id="aspects-title">{text.system.aspects}</h2>
        <p>{text.system.aspectsLead}</p>
      </div>
      <Scroller label={text.system.aspects}>
        <table className="rows aspect-rows">
          <thead>
            <tr>
              <th scope="col">{text.system.aspect}</th>
              <th scope="col">{text.system.level}</th>
              <th scope="col">{text.system.why}</th>
              <th scope="col">{text.system.lapses}</th>
              <th scope="col">{text.system.nextStep}</th>
              <th scope="col">{text.system.buildsOn}</th>
            </tr>
          </thead>
          <tbody>
            {system.aspects.map((aspect, index) => (
              <Row
                key={aspect.id}
                system={system}
                aspect={aspect}
                number={index + 1}
                buildsOn={model?.aspects.find((each) => each.id === aspect.id)?.buildsOn ?? []}
              />
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

function Row({
  system,
  aspect,
  number,
  buildsOn,
}: {
  system: SystemScore;
  aspect: AspectScore;
  number: number;
  buildsOn: readonly AspectScore['id'][];
}) {
  return (
    <tr>
      <th scope="row">
        <span className="aspect-number" aria-hidden="true">
          {number}
        </span>
        <Link to="/systems/$system/aspects/$aspect" params={{ system: system.id, aspect: aspect.id }}>
          {text.aspects[aspect.id]}
        </Link>
      </th>
      <td data-label={text.system.level}>
        <Rungs level={aspect.level} exempt={aspect.exempt} />
      </td>
      <td data-label={text.system.why} className="aspect-words">
        <Words>{aspect.reason}</Words>
      </td>
      <td data-label={text.system.lapses} className="aspect-falls">
        {aspect.lapses === null || aspect.lapsesTo === null ? (
          <span className="soft">{text.common.none}</span>
        ) : (
          <>
            <Moment instant={aspect.lapses} />
            <span className="soft"> {text.system.to(aspect.lapsesTo)}</span>
          </>
        )}
      </td>
      <td data-label={text.system.nextStep} className="aspect-words">
        <Words>{aspect.next}</Words>
        {aspect.nextLevel !== null && aspect.earliest !== null && (
          <span className="aspect-earliest">
            {text.system.earliest(aspect.nextLevel)}: <Moment instant={aspect.earliest} />
          </span>
        )}
      </td>
      <td data-label={text.system.buildsOn} className="aspect-builds">
        {buildsOn.length === 0 && <span className="soft">{text.common.none}</span>}
        <ul>
          {buildsOn.map((id) => (
            <li key={id}>
              <Link
                to="/systems/$system/aspects/$aspect"
                params={{ system: system.id, aspect: id }}
                className={aspect.missingCoverage.includes(id) ? 'tag warn' : 'tag'}
              >
                {text.aspects[id]}
              </Link>
            </li>
          ))}
        </ul>
        {aspect.missingCoverage.length > 0 && <p className="aspect-missing">{text.system.missingCoverage}</p>}
      </td>
    </tr>
  );
}
