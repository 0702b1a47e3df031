import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { text } from '../../text.ts';
import type { MapSystem } from './query.ts';
import './figures.css';

/** Four numbers, each opening what it counts. */
export function Figures({
  systems,
  falling,
  unowned,
}: {
  systems: readonly MapSystem[];
  falling: number;
  unowned: number;
}) {
  const scores = systems.map(({ compared }) => compared);
  let sum = 0;
  for (const score of scores) sum += score;
  const teams = new Set(systems.map((system) => system.team).filter((team) => team !== null)).size;
  return (
    <section className="figures" aria-label={text.portfolio.figures}>
      <Figure
        label={text.portfolio.systems}
        hint={text.portfolio.systemsHint(teams)}
        link={(content) => (
          <Link to="/" search={(previous) => ({ ...previous, sort: 'name' })} hash="map" className="figure">
            {content}
          </Link>
        )}
      >
        {systems.length.toLocaleString(text.locale)}
      </Figure>
      <Figure
        label={text.portfolio.average}
        hint={text.portfolio.averageHint}
        link={(content) => (
          <Link to="/" search={(previous) => ({ ...previous, sort: 'score' })} hash="map" className="figure">
            {content}
          </Link>
        )}
      >
        {scores.length === 0
          ? text.common.none
          : (sum / scores.length).toLocaleString(text.locale, {
              minimumFractionDigits: 1,
              maximumFractionDigits: 1,
            })}
      </Figure>
      <Figure
        label={text.portfolio.lapsing}
        hint={text.portfolio.lapsingHint}
        warn={falling > 0}
        link={(content) => (
          <Link
            to="/"
            search={(previous) => ({ ...previous, show: 'falling' })}
            hash="map"
            className="figure"
          >
            {content}
          </Link>
        )}
      >
        {falling.toLocaleString(text.locale)}
      </Figure>
      <Figure
        label={text.portfolio.unowned}
        hint={text.portfolio.unownedHint}
        warn={unowned > 0}
        link={(content) => (
          <Link to="/evidence" hash="documents" className="figure">
            {content}
          </Link>
        )}
      >
        {unowned.toLocaleString(text.locale)}
      </Figure>
    </section>
  );
}

function Figure({
  label,
  hint,
  warn = false,
  children,
  link,
}: {
  label: string;
  hint: string;
  warn?: boolean;
  children: ReactNode;
  link: (content: ReactNode) => ReactNode;
}) {
  return link(
    <>
      <span className="figure-label">{label}</span>
      <span className="figure-number" data-warn={warn}>
        {children}
      </span>
      <span className="figure-hint">{hint}</span>
    </>,
  );
}
