import { useTimeZone } from '../../api/organization.ts';
import { LEVEL_NUMBERS } from '../../components/level.tsx';
import { text } from '../../text.ts';
import { dayOf } from '../../time/day.ts';
import { OUTPUTS } from '../../words.ts';
import type { Person } from './people.tsx';
import type { Said } from './use-notes.ts';

/** What one person says of an aspect: where they see it, what they did, and a note. */
export function Says({
  person,
  aspect,
  said,
  onSay,
  fixed,
}: {
  person: Person;
  aspect: Said['aspect'];
  said: Said | undefined;
  onSay: (said: Said) => void;
  fixed: boolean;
}) {
  const today = dayOf(Date.now(), useTimeZone());
  const now: Said = said ?? { aspect, person: person.id, level: null, done: null, note: '' };
  const id = (name: string) => `${name}-${person.id}`;
  return (
    <fieldset className="card says" disabled={fixed}>
      <legend>
        {person.name} <span className="soft">{text.workshop.roles[person.role]}</span>
      </legend>
      <div className="says-levels" role="radiogroup" aria-label={text.workshop.whereStands(person.name)}>
        {[null, ...LEVEL_NUMBERS].map((level) => (
          <label
            key={level ?? 'none'}
            data-level={level ?? 'none'}
            title={level === null ? undefined : text.levels[level]}
          >
            <input
              type="radio"
              name={id('level')}
              checked={now.level === level}
              onChange={() => onSay({ ...now, level })}
            />
            <span aria-hidden="true">{level ?? text.common.none}</span>
            <span className="hidden">
              {level === null ? text.workshop.noOpinion : text.workshop.level(level)}
            </span>
          </label>
        ))}
        <span className="soft small">
          {now.level === null ? text.workshop.noOpinion : text.levels[now.level]}
        </span>
      </div>
      <div className="field">
        <label htmlFor={id('done')}>{text.workshop.somethingDone(person.name)}</label>
        <input
          id={id('done')}
          value={now.done?.what ?? ''}
          maxLength={2_000}
          aria-describedby={id('hint')}
          onChange={({ target: { value } }) =>
            onSay({
              ...now,
              done: value === '' ? null : { when: today, output: 'test', ...now.done, what: value },
            })
          }
        />
        <span id={id('hint')} className="soft">
          {text.workshop.doneHint}
        </span>
      </div>
      {now.done && (
        <div className="says-done">
          <div className="field">
            <label htmlFor={id('when')}>{text.workshop.when}</label>
            <input
              id={id('when')}
              type="date"
              max={today}
              value={now.done.when}
              onChange={({ target: { value } }) =>
                now.done && value !== '' && onSay({ ...now, done: { ...now.done, when: value } })
              }
            />
          </div>
          <div className="field">
            <label htmlFor={id('output')}>{text.workshop.output}</label>
            <select
              id={id('output')}
              value={now.done.output}
              onChange={({ target: { value } }) => {
                const output = OUTPUTS.find((each) => each === value);
                if (now.done && output) onSay({ ...now, done: { ...now.done, output } });
              }}
            >
              {OUTPUTS.map((output) => (
                <option key={output} value={output}>
                  {text.workshop.outputs[output]}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      <div className="field">
        <label htmlFor={id('note')}>{text.workshop.note}</label>
        <input
          id={id('note')}
          value={now.note}
          maxLength={2_000}
          onChange={({ target: { value } }) => onSay({ ...now, note: value })}
        />
      </div>
    </fieldset>
  );
}
