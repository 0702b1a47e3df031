import { useQuery } from '@tanstack/react-query';
import type { DocumentProofAnswer } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { checkQuery } from './query.ts';

const CHECKS = ['leaf', 'path', 'signature'] as const;
const TAGS = { yes: 'tag good', no: 'tag warn', unknown: 'tag' } as const;

/** What this browser found, one line each. */
export function Checks({ proved }: { proved: DocumentProofAnswer }) {
  const checked = useQuery(checkQuery(proved));
  return (
    <Answer query={checked} lines={3}>
      {(found) => (
        <ul className="checks">
          {CHECKS.map((each) => (
            <li key={each} data-holds={found[each]}>
              <span className={TAGS[found[each]]}>{text.document.holds[found[each]]}</span>
              <span>
                {text.document.checks[each]}
                {found[each] === 'unknown' && (
                  <span className="small soft">
                    {' '}
                    <Words>{text.document.why[each]}</Words>
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
