import { Link } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import type { WorkshopAnswer } from '../../../../src/server/api.ts';
import { text } from '../../text.ts';
import { ASPECTS } from '../../words.ts';
import type { Said } from './use-notes.ts';

/** The 15 aspects as steps: which were talked about, and where people differ. */
export function Rail({
  workshop,
  answers,
  shown,
}: {
  workshop: WorkshopAnswer;
  answers: readonly Said[];
  shown: AspectId | 'summary';
}) {
  const said = new Set(answers.map(({ aspect }) => aspect));
  const differ = new Set(workshop.disagreements.map(({ aspect }) => aspect));
  return (
    <nav className="rail no-print" aria-label={text.workshop.steps}>
      <ol>
        {ASPECTS.map((aspect, index) => (
          <li key={aspect}>
            <Link
              to="/workshops/$workshop"
              params={{ workshop: workshop.id }}
              search={(before) => ({ ...before, step: aspect })}
              aria-current={shown === aspect ? 'step' : undefined}
              data-state={differ.has(aspect) ? 'differ' : said.has(aspect) ? 'said' : 'open'}
            >
              <span className="number">{index + 1}</span> {text.aspects[aspect]}
            </Link>
          </li>
        ))}
        <li>
          <Link
            to="/workshops/$workshop"
            params={{ workshop: workshop.id }}
            search={(before) => ({ ...before, step: 'summary' })}
            aria-current={shown === 'summary' ? 'step' : undefined}
          >
            {text.workshop.summary}
          </Link>
        </li>
      </ol>
    </nav>
  );
}
