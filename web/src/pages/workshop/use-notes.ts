import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkshopAnswer, WorkshopChangeBody } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { workshopQuery } from './query.ts';

export type Said = WorkshopAnswer['answers'][number];
type Notes = Pick<WorkshopAnswer, 'people' | 'answers'>;

/** How long after the last keystroke what was written is sent. */
const PAUSE = 700;

/**
 * What is written down while a workshop goes on. It is sent a moment after the last change, one change after the
 * other; where somebody else wrote meanwhile, `problem` says so and nothing is overwritten.
 */
export function useNotes(workshop: WorkshopAnswer) {
  const client = useQueryClient();
  const [notes, setNotes] = useState<Notes>({ people: workshop.people, answers: workshop.answers });
  const [problem, setProblem] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const kept = useRef({ version: workshop.version, notes, sent: notes, busy: false });
  kept.current.notes = notes;

  const save = useCallback(
    async (leaving = false) => {
      const state = kept.current;
      // A page that goes away sends what is left, whatever is under way: it gets no other chance.
      if (state.busy && !leaving) return;
      state.busy = true;
      setSaving(true);
      try {
        while (state.sent !== state.notes) {
          const sending = state.notes;
          const people = sending.people.filter(({ name }) => name.trim() !== '');
          const known = new Set(people.map(({ id }) => id));
          const answers = sending.answers.filter(({ person }) => known.has(person)).map(complete);
          const body: WorkshopChangeBody = { version: state.version, people, answers };
          const answer = await send<WorkshopAnswer>('PUT', `/workshops/${workshop.id}`, body, {
            keepalive: leaving,
          });
          state.version = answer.version;
          state.sent = sending;
          client.setQueryData(workshopQuery(workshop.id).queryKey, answer);
          setProblem(undefined);
        }
      } catch (error) {
        setProblem(error);
      } finally {
        state.busy = false;
        setSaving(false);
      }
    },
    [client, workshop.id],
  );

  useEffect(() => {
    if (notes === kept.current.sent) return;
    const timer = setTimeout(() => void save(), PAUSE);
    return () => clearTimeout(timer);
  }, [notes, save]);
  // What was written just before the page was left is not lost.
  useEffect(() => {
    const leave = () => {
      if (kept.current.notes !== kept.current.sent) void save(true);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [save]);

  const say = (said: Said) =>
    setNotes(({ people, answers }) => {
      const others = answers.filter((each) => each.aspect !== said.aspect || each.person !== said.person);
      const empty = said.level === null && said.done === null && said.note === '';
      return { people, answers: empty ? others : [...others, said] };
    });
  const setPeople = (people: Notes['people']) => setNotes((before) => ({ ...before, people }));

  const open = saving || notes !== kept.current.sent;
  return { ...notes, say, setPeople, save, saving: open, problem, version: () => kept.current.version };
}

/** What was done counts once it is a sentence; half of one is kept here, and not sent. */
function complete(said: Said): Said {
  return said.done && said.done.what.trim() === '' ? { ...said, done: null } : said;
}
