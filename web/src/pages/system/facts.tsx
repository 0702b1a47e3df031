import { Link } from '@tanstack/react-router';
import type { SystemScore } from '../../../../src/outputs/scorecard/scorecard.ts';
import { Growth } from '../../components/growth.tsx';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import './facts.css';

/** The system in one line: score, growth, what it means to lose it, and what falls next. */
export function Facts({ system }: { system: SystemScore }) {
  const { exposure, lapsesNext } = system;
  return (
    <dl className="facts card">
      <div className="fact-score">
        <dt>{text.system.score}</dt>
        <dd>
          <a href="#aspects">
            <strong>{system.score ?? text.common.none}</strong> <span className="soft">/ {system.of}</span>
          </a>
          <meter
            min={0}
            max={system.of}
            value={system.score ?? 0}
            aria-label={system.score === null ? text.common.exempt : text.portfolio.scoreOf(system.score)}
          />
          {system.exempt > 0 && (
            <span className="soft fact-beside">{text.system.exempt(system.exempt, system.compared)}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>
          {text.system.growth} <Moment instant={system.growth.since} />
        </dt>
        <dd>
          <a href="#timeline">
            <Growth growth={system.growth} compared={system.compared} since={system.growth.since} />
          </a>
        </dd>
      </div>
      <div>
        <dt>{text.system.criticality}</dt>
        <dd>
          <a href="#exposure">
            {exposure.criticality === null ? text.common.unknown : text.criticality[exposure.criticality]}
          </a>
        </dd>
      </div>
      <div>
        <dt>{text.system.production}</dt>
        <dd>
          <a href="#exposure">{known(exposure.production)}</a>
        </dd>
      </div>
      <div>
        <dt>{text.system.open}</dt>
        <dd>
          <a href="#findings">{system.openFindings.toLocaleString(text.locale)}</a>
        </dd>
      </div>
      <div>
        <dt>{text.system.lapsesNext}</dt>
        <dd>
          {lapsesNext === null ? (
            text.system.lapsesNone
          ) : (
            <>
              <Link
                to="/systems/$system/aspects/$aspect"
                params={{ system: system.id, aspect: lapsesNext.aspect }}
              >
                {text.aspects[lapsesNext.aspect]}
              </Link>{' '}
              <span className="soft small">
                {lapsesNext.from} → {lapsesNext.to}, <Moment instant={lapsesNext.at} />
              </span>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Yes, no, or not known: the third is never shown as the second. */
export function known(value: boolean | null): string {
  if (value === null) return text.common.unknown;
  return value ? text.common.yes : text.common.no;
}
