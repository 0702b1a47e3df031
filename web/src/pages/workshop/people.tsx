import type { WorkshopAnswer } from '../../../../src/server/api.ts';
import { Icon } from '../../components/icon.tsx';
import { text } from '../../text.ts';

export type Person = WorkshopAnswer['people'][number];
const ROLES = Object.entries(text.workshop.roles);

/** A person with an id of their own. */
export function newPerson(role: Person['role'] = 'other'): Person {
  return { id: crypto.randomUUID().slice(0, 8), name: '', role };
}

/** The people in the room, to be written down and changed. */
export function People({
  people,
  onChange,
}: {
  people: readonly Person[];
  onChange: (people: Person[]) => void;
}) {
  const put = (id: string, more: Partial<Person>) =>
    onChange(people.map((each) => (each.id === id ? { ...each, ...more } : each)));
  return (
    <fieldset className="people">
      <legend>{text.workshop.people}</legend>
      <p className="soft small">{text.workshop.peopleLead}</p>
      {people.map(({ id, name, role }, index) => (
        <div key={id} className="person">
          <div className="field">
            <label htmlFor={`name-${id}`}>
              {text.workshop.name} <span className="hidden">{index + 1}</span>
            </label>
            <input
              id={`name-${id}`}
              value={name}
              maxLength={200}
              required
              onChange={(event) => put(id, { name: event.target.value })}
            />
          </div>
          <div className="field">
            <label htmlFor={`role-${id}`}>
              {text.workshop.role} <span className="hidden">{index + 1}</span>
            </label>
            <select
              id={`role-${id}`}
              value={role}
              onChange={(event) => {
                const chosen = ROLES.find(([each]) => each === event.target.value)?.[0];
                // The select offers these and no other.
                if (chosen !== undefined) put(id, { role: chosen as Person['role'] });
              }}
            >
              {ROLES.map(([each, title]) => (
                <option key={each} value={each}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <button
            type="button"
            className="button quiet"
            aria-label={text.workshop.removePerson(name)}
            onClick={() => onChange(people.filter((each) => each.id !== id))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <p>
        <button type="button" className="button" onClick={() => onChange([...people, newPerson()])}>
          {text.workshop.addPerson}
        </button>
      </p>
    </fieldset>
  );
}
