import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Scorecard } from '../../../../src/outputs/scorecard/scorecard.ts';
import { LevelChip } from '../../components/level.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import './focus.css';

const FIRST = 3;
const ALL = 15;

/** Who needs help most, each with the one step worth doing next. */
export function Focus({ scorecard }: { scorecard: Scorecard }) {
  const [all, setAll] = useState(false);
  const systems = new Map(scorecard.systems.map((system) => [system.id, system]));
  const most = Math.min(ALL, scorecard.focus.length);
  return (
    <section className="focus card" aria-labelledby="focus-title">
      <div className="section-head">
        <h2 id="focus-title">{text.portfolio.focusTitle}</h2>
        <p>{text.portfolio.focusLead}</p>
      </div>
      <ol className="focus-list">
        {scorecard.focus.slice(0, all ? most : FIRST).map((each) => {
          const system = systems.get(each.system);
          const aspect = system?.aspects.find((candidate) => candidate.id === each.aspect);
          if (!system || !aspect) return null;
          return (
            <li key={each.system}>
              <Link to="/systems/$system" params={{ system: system.id }} className="focus-system">
                {system.name}
              </Link>
              <Link
                to="/systems/$system/aspects/$aspect"
                params={{ system: system.id, aspect: aspect.id }}
                className="focus-aspect"
              >
                <LevelChip level={aspect.level} exempt={aspect.exempt} />
                {text.aspects[aspect.id]}
              </Link>
              <span className="focus-step">
                <Words>{each.step}</Words>
              </span>
            </li>
          );
        })}
      </ol>
      {most > FIRST && (
        <button
          type="button"
          className="button quiet focus-more"
          onClick={() => setAll(!all)}
          aria-expanded={all}
        >
          {all ? text.common.fewer : text.common.all(most)}
        </button>
      )}
    </section>
  );
}
