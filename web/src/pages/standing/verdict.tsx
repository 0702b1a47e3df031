import { Link } from '@tanstack/react-router';
import type { Missing } from '../../../../src/derive/history.ts';
import type { AspectScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { Rungs } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import './verdict.css';

/** The level in words: why, when it falls, what to do next, and what is missing for the rung above. */
export function Verdict({ score, system }: { score: AspectScore; system: string }) {
  return (
    <section className="verdict card" aria-label={text.standing.standing}>
      <div className="verdict-level">
        <Rungs level={score.level} exempt={score.exempt} />
        <strong>{score.exempt ? text.common.exemptLong : text.levels[score.level]}</strong>
        <span className="soft small">
          {text.standing.since}{' '}
          {score.since === null ? text.standing.always : <Moment instant={score.since} />}
        </span>
      </div>
      <p className="verdict-reason">
        <Words>{score.reason}</Words>
      </p>
      <p className="verdict-next">
        <span className="verdict-label">{text.system.nextStep}</span>
        <Words>{score.next}</Words>
      </p>
      {score.missingCoverage.length > 0 && (
        <p className="verdict-gap">
          <span className="tag warn">{text.system.missingCoverage}</span> {text.system.missingCoverageText}{' '}
          {score.missingCoverage.map((id, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link to="/systems/$system/aspects/$aspect" params={{ system, aspect: id }}>
                {text.aspects[id]}
              </Link>
            </span>
          ))}
        </p>
      )}
      <dl className="verdict-facts">
        <div>
          <dt>{text.system.lapses}</dt>
          <dd>
            {score.lapses === null || score.lapsesTo === null ? (
              text.common.none
            ) : (
              <>
                <Moment instant={score.lapses} /> {text.system.to(score.lapsesTo)}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{text.standing.latest}</dt>
          <dd>{score.latest === null ? text.common.never : <Moment instant={score.latest} />}</dd>
        </div>
        <div>
          <dt>{text.standing.coverage}</dt>
          <dd className="number">
            {score.coverage === null ? text.common.unknown : text.common.percent(score.coverage)}
          </dd>
        </div>
      </dl>
      {score.nextLevel !== null && (
        <div className="verdict-missing">
          <h2>{text.standing.missing(score.nextLevel)}</h2>
          {score.missing.length === 0 ? (
            <p className="soft small">{text.standing.nothingMissing}</p>
          ) : (
            <ul>
              {score.missing.map((each) => (
                <MissingPiece
                  key={`${each.kind} ${'output' in each ? (each.output ?? '') : ''}`}
                  missing={each}
                />
              ))}
            </ul>
          )}
          {score.earliest !== null && (
            <p className="small">
              <span className="soft">{text.standing.earliest}:</span> <Moment instant={score.earliest} />
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function MissingPiece({ missing }: { missing: Missing }) {
  if (missing.kind === 'coverage') {
    const share = missing.share == null ? null : text.common.percent(missing.share);
    return <li>{text.standing.coverageMissing(share, text.common.percent(missing.needed))}</li>;
  }
  const output = missing.output === undefined ? null : text.outputs[missing.output];
  if (missing.kind === 'practice') return <li>{text.standing.practice(output)}</li>;
  return (
    <li>
      {text.standing.time(output)} <Moment instant={new Date(missing.until).toISOString()} />
    </li>
  );
}
