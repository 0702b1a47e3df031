import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import type { ContactsAnswer, ContactsBody } from '../../../../src/server/api.ts';
import { organizationQuery } from '../../api/organization.ts';
import { send, useMay } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { linesOf, saidIn } from './lines.ts';
import { contactsQuery } from './query.ts';
import './contacts.css';

type Contact = ContactsAnswer['owners'][number];

/** Who answers for a system: as declared, as its resources name them, and the team. */
export function Contacts({ system, name, team }: { system: string; name: string; team: string | null }) {
  const contacts = useQuery(contactsQuery(system));
  const example = useQuery(organizationQuery).data?.example ?? false;
  const mayChange = useMay('contribute') && !example;
  return (
    <section className="section" id="people" aria-labelledby="people-title">
      <div className="section-head">
        <h2 id="people-title">{text.system.people}</h2>
        <p>{text.system.peopleLead}</p>
      </div>
      <Answer query={contacts} lines={5}>
        {(data) => (
          <div className="card contacts">
            <dl>
              <div>
                <dt>{text.system.owners}</dt>
                <dd>
                  <People contacts={data.owners} none={text.system.noOwners} />
                </dd>
              </div>
              <div>
                <dt>{text.system.support}</dt>
                <dd>
                  <People contacts={data.support} none={text.system.noSupport} />
                </dd>
              </div>
              <div>
                <dt>{text.system.team}</dt>
                <dd>
                  {team ?? <span className="soft">{text.portfolio.noTeam}</span>}
                  {data.team.length > 0 && <span className="soft">: {data.team.join(', ')}</span>}
                </dd>
              </div>
              <div>
                <dt>{text.system.named}</dt>
                <dd>
                  {data.named.length === 0 ? (
                    <span className="soft">{text.system.noneNamed}</span>
                  ) : (
                    <ul>
                      {data.named.map((each) => (
                        <li key={each.name} className="break">
                          {each.name} <span className="soft">{text.system.ofThings(each.things)}</span>
                        </li>
                      ))}
                    </ul>
                  )}
                </dd>
              </div>
            </dl>
            {mayChange && <Change key={JSON.stringify(data)} system={system} name={name} data={data} />}
          </div>
        )}
      </Answer>
    </section>
  );
}

function People({ contacts, none }: { contacts: readonly Contact[]; none: string }) {
  if (contacts.length === 0) return <span className="soft">{none}</span>;
  return (
    <ul>
      {contacts.map(({ name, reach }) => (
        <li key={`${name} ${reach}`} className="break">
          {name}
          {reach !== null && <span className="soft">, {reach}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Changes owners and support engineers in a dialog, one person a line. */
function Change({ system, name, data }: { system: string; name: string; data: ContactsAnswer }) {
  const client = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const change = useMutation({
    mutationFn: (body: ContactsBody) => send('PUT', `/systems/${encodeURIComponent(system)}/contacts`, body),
    onSuccess: async () => {
      dialog.current?.close();
      await client.invalidateQueries();
    },
  });
  return (
    <p className="no-print">
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        {text.system.changePeople}
      </button>
      <dialog ref={dialog} className="confirm contacts-dialog" aria-labelledby={heading}>
        <h2 id={heading}>{text.system.peopleOf(name)}</h2>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const said = new FormData(event.currentTarget);
            change.mutate({
              owners: saidIn(String(said.get('owners') ?? '')),
              support: saidIn(String(said.get('support') ?? '')),
            });
          }}
        >
          <Lines label={text.system.owners} name="owners" contacts={data.owners} />
          <Lines label={text.system.support} name="support" contacts={data.support} />
          <div className="confirm-actions">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              {text.common.cancel}
            </button>
            <button type="submit" className="button primary" disabled={change.isPending}>
              {text.system.savePeople}
            </button>
          </div>
        </form>
        {change.error ? <ProblemNote error={change.error} /> : null}
      </dialog>
    </p>
  );
}

function Lines({ label, name, contacts }: { label: string; name: string; contacts: readonly Contact[] }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={3}
        aria-describedby={`${id}-hint`}
        defaultValue={linesOf(contacts)}
      />
      <span id={`${id}-hint`} className="soft">
        {text.system.peopleHint}
      </span>
    </div>
  );
}
