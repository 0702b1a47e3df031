import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import type { WorkshopAnswer } from '../../../../src/server/api.ts';
import { modelQuery } from '../../api/organization.ts';
import { Rungs } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { ASPECTS } from '../../words.ts';
import { systemQuery } from '../system/query.ts';
import { Says } from './says.tsx';
import type { useNotes } from './use-notes.ts';

/** One aspect in the room: what the model and the evidence say, what was said last time, what people say now. */
export function Step({
  workshop,
  aspect,
  notes,
  mayHold,
}: {
  workshop: WorkshopAnswer;
  aspect: AspectId;
  notes: ReturnType<typeof useNotes>;
  mayHold: boolean;
}) {
  const model = useQuery(modelQuery).data?.aspects.find(({ id }) => id === aspect);
  const index = ASPECTS.indexOf(aspect);
  const differ = workshop.disagreements.find((each) => each.aspect === aspect);
  return (
    <div className="step">
      <section className="section" aria-labelledby="step-title">
        <h2 id="step-title" className="step-title">
          <span className="soft number">{index + 1}</span> {model?.title ?? text.aspects[aspect]}
        </h2>
        <p className="step-lead">
          <Words>{model?.summary ?? ''}</Words>
        </p>
        <Stands workshop={workshop} aspect={aspect} />
        {model && (
          <div className="step-model">
            <div>
              <h3>{text.workshop.threats}</h3>
              <ul className="step-points">
                {model.threats.map(({ id, text: words }) => (
                  <li key={id}>
                    <Words>{words}</Words>
                  </li>
                ))}
              </ul>
            </div>
            <div>
              <h3>{text.workshop.advice}</h3>
              <ul className="step-points">
                {model.advice.map(({ id, text: words }) => (
                  <li key={id}>
                    <Words>{words}</Words>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
      </section>
      <section className="section" aria-labelledby="said-title">
        <div className="section-head">
          <h2 id="said-title">{text.workshop.whatSaid}</h2>
          {mayHold && <p role="status">{notes.saving ? text.workshop.saving : text.workshop.saved}</p>}
        </div>
        {differ && (
          <p>
            <span className="tag warn">{text.workshop.differ(differ.from, differ.to)}</span>
          </p>
        )}
        {notes.problem ? (
          <ProblemNote error={notes.problem} onRetry={() => window.location.reload()} />
        ) : null}
        {notes.people.map((person) => (
          <Says
            key={person.id}
            person={person}
            aspect={aspect}
            said={notes.answers.find((each) => each.aspect === aspect && each.person === person.id)}
            onSay={notes.say}
            fixed={!mayHold}
          />
        ))}
        <Steps workshop={workshop} index={index} />
      </section>
    </div>
  );
}

/** What the evidence says, and what changed since the last workshop. */
function Stands({ workshop, aspect }: { workshop: WorkshopAnswer; aspect: AspectId }) {
  const { previous } = workshop;
  const score = useQuery(systemQuery(workshop.system, {})).data?.system.aspects.find(
    ({ id }) => id === aspect,
  );
  const here = workshop.levels.find((each) => each.aspect === aspect);
  const before = previous?.levels.find((each) => each.aspect === aspect);
  if (!here) return null;
  return (
    <div className="card stands">
      <p className="stands-level">
        <span>{text.workshop.derived}</span> <Rungs level={here.level} exempt={here.exempt} />
      </p>
      {workshop.ended === null && score && (
        <p className="small">
          <Words>{score.reason}</Words>{' '}
          <Link to="/systems/$system/aspects/$aspect" params={{ system: workshop.system, aspect }}>
            {text.nav.evidence}
          </Link>
        </p>
      )}
      {previous && before && (
        <p className="small soft">
          {text.workshop.lastTimeOn} <Moment instant={previous.ended} />,{' '}
          {text.workshop.changed(before.level, here.level)}
        </p>
      )}
    </div>
  );
}

function Steps({ workshop, index }: { workshop: WorkshopAnswer; index: number }) {
  const to = (step: AspectId | 'summary', label: string, primary: boolean) => (
    <Link
      to="/workshops/$workshop"
      params={{ workshop: workshop.id }}
      search={(before) => ({ ...before, step })}
      className={primary ? 'button primary' : 'button'}
    >
      {label}
    </Link>
  );
  const before = ASPECTS[index - 1];
  const after = ASPECTS[index + 1];
  return (
    <p className="step-do">
      {before && to(before, text.workshop.previous, false)}
      {after ? to(after, text.workshop.next, true) : to('summary', text.workshop.toSummary, true)}
    </p>
  );
}
