import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { AspectId, Level } from '../../../../src/records/words.ts';
import type { WorkshopAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { LevelChip } from '../../components/level.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { text } from '../../text.ts';
import { PlanList } from '../plan/list.tsx';
import { plansQuery } from '../plan/query.ts';
import { People } from './people.tsx';
import type { useNotes } from './use-notes.ts';

type Notes = ReturnType<typeof useNotes>;

/** The one page that is left of a workshop: what the evidence says, what people said, and the plan. */
export function Summary({
  workshop,
  notes,
  mayHold,
}: {
  workshop: WorkshopAnswer;
  notes: Notes;
  mayHold: boolean;
}) {
  const plans = useQuery(plansQuery(workshop.system)).data?.rows ?? [];
  const held = plans.filter(({ state }) => state !== 'dropped');
  return (
    <>
      <p>
        <Moment instant={workshop.ended ?? workshop.begun} />.{' '}
        {workshop.people.length > 0 && (
          <>
            {text.workshop.everybody}:{' '}
            {workshop.people.map(({ name, role }) => `${name} (${text.workshop.roles[role]})`).join(', ')}.
          </>
        )}
      </p>
      <section className="section" aria-labelledby="summary-title">
        <div className="section-head">
          <h2 id="summary-title">{text.workshop.summary}</h2>
          {workshop.disagreements.length === 0 && <p>{text.workshop.noDiffer}</p>}
        </div>
        <Scroller label={text.workshop.summary}>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{text.workshop.aspect}</th>
                <th scope="col">{text.workshop.derived}</th>
                {workshop.previous && <th scope="col">{text.workshop.lastTime}</th>}
                <th scope="col">{text.workshop.whatSaid}</th>
              </tr>
            </thead>
            <tbody>
              {workshop.levels.map(({ aspect, level, exempt }) => (
                <tr key={aspect}>
                  <th scope="row">{text.aspects[aspect]}</th>
                  <td>
                    <LevelChip level={level} exempt={exempt} />
                  </td>
                  {workshop.previous && (
                    <td>
                      <LevelChip
                        level={workshop.previous.levels.find((each) => each.aspect === aspect)?.level ?? 1}
                      />
                    </td>
                  )}
                  <td>
                    <Spoken workshop={workshop} notes={notes} aspect={aspect} level={level} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </section>
      <section className="section" aria-labelledby="plans-title">
        <div className="section-head">
          <h2 id="plans-title">{text.workshop.plans}</h2>
          <p className="no-print">
            <Link to="/plan" search={{ system: workshop.system }}>
              {text.plan.title}
            </Link>
          </p>
        </div>
        {held.length === 0 ? (
          <p className="soft">{text.workshop.noPlans}</p>
        ) : (
          <PlanList rows={held} mayPlan={false} />
        )}
      </section>
      {workshop.document !== null && (
        <p className="no-print">
          <Link to="/evidence" search={{ document: workshop.document }}>
            {text.workshop.evidence}
          </Link>
        </p>
      )}
      {mayHold && <People people={notes.people} onChange={notes.setPeople} />}
      <Do workshop={workshop} notes={notes} mayHold={mayHold} />
    </>
  );
}

/** What people said of one aspect, and whether they differ from each other or from the evidence. */
function Spoken({
  workshop,
  notes,
  aspect,
  level,
}: {
  workshop: WorkshopAnswer;
  notes: Notes;
  aspect: AspectId;
  level: Level;
}) {
  const answers = notes.people.flatMap(
    ({ id }) => notes.answers.find((each) => each.aspect === aspect && each.person === id) ?? [],
  );
  const levels = answers.flatMap((each) => (each.level === null ? [] : [each.level]));
  const differ = workshop.disagreements.find((each) => each.aspect === aspect);
  const name = (id: string) => notes.people.find((each) => each.id === id)?.name ?? id;
  if (answers.length === 0) return <span className="soft">{text.common.none}</span>;
  return (
    <div className="spoken">
      {levels.length > 0 && (
        <p>
          {answers
            .flatMap(({ person, level: said }) =>
              said === null ? [] : [text.workshop.said(name(person), said)],
            )
            .join(', ')}
        </p>
      )}
      {differ && (
        <p>
          <span className="tag warn">{text.workshop.differ(differ.from, differ.to)}</span>
        </p>
      )}
      {levels.length > 0 && levels.every((each) => each > level) && (
        <p className="soft">{text.workshop.overEvidence(level)}</p>
      )}
      {levels.length > 0 && levels.every((each) => each < level) && (
        <p className="soft">{text.workshop.belowEvidence(level)}</p>
      )}
      {answers.map(
        ({ person, done, note }) =>
          (done || note) && (
            <p key={person} className="break">
              <strong>{name(person)}:</strong> {done?.what}{' '}
              {done && <Moment instant={`${done.when}T12:00:00Z`} />} {note}
            </p>
          ),
      )}
    </div>
  );
}

function Do({ workshop, notes, mayHold }: { workshop: WorkshopAnswer; notes: Notes; mayHold: boolean }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const end = useMutation({
    mutationFn: async () => {
      await notes.save();
      return send<WorkshopAnswer>('POST', `/workshops/${workshop.id}/end`, { version: notes.version() });
    },
    onSuccess: () => client.invalidateQueries(),
  });
  const remove = useMutation({
    mutationFn: () => send('DELETE', `/workshops/${workshop.id}`),
    onSuccess: async () => {
      await navigate({ to: '/workshops' });
      await client.invalidateQueries();
    },
  });
  const attestations = notes.answers.filter(({ done }) => done && done.what.trim() !== '').length;
  return (
    <>
      <p className="step-do no-print">
        <button type="button" className="button" onClick={() => window.print()}>
          {text.workshop.print}
        </button>
        {mayHold && (
          <>
            <Confirm
              label={text.workshop.remove}
              title={text.workshop.removeTitle}
              detail={text.workshop.removeDetail}
              busy={remove.isPending}
              onConfirm={() => remove.mutate()}
            />
            <Confirm
              className="button primary"
              label={text.workshop.end}
              title={text.workshop.endTitle}
              detail={text.workshop.endDetail(attestations)}
              busy={end.isPending}
              onConfirm={() => end.mutate()}
            />
          </>
        )}
      </p>
      {(end.error ?? remove.error) && <ProblemNote error={end.error ?? remove.error} />}
    </>
  );
}
