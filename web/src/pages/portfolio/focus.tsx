import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer } from '../../components/answer.tsx';
import { LevelChip } from '../../components/level.tsx';
import { Words } from '../../components/words.tsx';
import type { MomentSearch } from '../../root-route.tsx';
import { text } from '../../text.ts';
import { focusQuery } from '../focus/query.ts';
import './focus.css';

const FIRST = 3;
const ALL = 15;

/** Who needs help most, each with the one step worth doing next. */
export function Focus({ moment }: { moment: MomentSearch }) {
  const [all, setAll] = useState(false);
  const focus = useQuery(focusQuery(moment, { count: ALL }));
  const most = focus.data?.rows.length ?? 0;
  return (
    <section className="focus card" aria-labelledby="focus-title">
      <div className="section-head">
        <h2 id="focus-title">{text.portfolio.focusTitle}</h2>
        <p>{text.portfolio.focusLead}</p>
      </div>
      <Answer query={focus} lines={6}>
        {({ rows }) => (
          <ol className="focus-list">
            {rows.slice(0, all ? most : FIRST).map((row) => (
              <li key={row.system}>
                <Link to="/systems/$system" params={{ system: row.system }} className="focus-system">
                  {row.name}
                </Link>
                <Link
                  to="/systems/$system/aspects/$aspect"
                  params={{ system: row.system, aspect: row.aspect }}
                  className="focus-aspect"
                >
                  <LevelChip level={row.level} />
                  {text.aspects[row.aspect]}
                </Link>
                <span className="focus-step">
                  <Words>{row.step}</Words>
                </span>
              </li>
            ))}
          </ol>
        )}
      </Answer>
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
