import { useState } from 'react';
import type {
  InvitationLinkAnswer,
  InvitationsAnswer,
  PeopleAnswer,
  TeamsAnswer,
} from '../../../../src/server/api.ts';
import { useMay } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { AddForm, Once } from './form.tsx';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

type Member = PeopleAnswer['rows'][number];
const ROLES = (['viewer', 'auditor', 'contributor', 'admin', 'owner'] as const).map((value) => ({
  value,
  text: text.admin.roles[value],
}));

/** Members with their roles and teams, and invitations. */
export function People() {
  const people = useSettings<PeopleAnswer>('/people');
  const invitations = useSettings<InvitationsAnswer>('/invitations');
  const teams = useSettings<TeamsAnswer>('/teams').list.data?.rows ?? [];
  const owns = useMay('own');
  const [link, setLink] = useState<string>();
  const chosenTeams = teams.map(({ id, name }) => ({ value: id, text: name }));
  const put = (member: Member, role: string) =>
    people.change.mutate({ method: 'PUT', to: `/people/${member.id}`, body: { role, teams: member.teams } });

  return (
    <>
      <List
        label={text.admin.sections.people}
        list={people.list}
        empty={text.admin.noPeople}
        columns={[
          {
            head: text.admin.name,
            cell: ({ name, email }) => (
              <>
                {name} <span className="soft">{email}</span>
              </>
            ),
          },
          {
            head: text.admin.role,
            cell: (member) => (
              <select
                aria-label={text.admin.roleOf(member.name)}
                value={member.role}
                onChange={(event) => put(member, event.target.value)}
              >
                {ROLES.map(({ value, text: label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            ),
          },
          { head: text.admin.teams, cell: ({ teams: of }) => of.join(', ') || text.common.none },
          { head: text.admin.since, cell: ({ created }) => <Moment instant={created} /> },
          {
            head: text.admin.do,
            cell: ({ id, name }) => (
              <span className="admin-actions">
                <Confirm
                  label={text.admin.remove}
                  title={text.admin.removeQuestion(name)}
                  detail={text.admin.removeMember}
                  busy={people.change.isPending}
                  onConfirm={() => people.change.mutate({ method: 'DELETE', to: `/people/${id}` })}
                />
                {owns && (
                  <Confirm
                    label={text.admin.erase}
                    title={text.admin.eraseQuestion(name)}
                    detail={text.admin.eraseMember}
                    busy={people.change.isPending}
                    onConfirm={() => people.change.mutate({ method: 'DELETE', to: `/people/${id}/account` })}
                  />
                )}
              </span>
            ),
          },
        ]}
      />
      {people.change.error && <ProblemNote error={people.change.error} />}
      <h3>{text.admin.invitations}</h3>
      {link !== undefined && <Once label={text.admin.linkOnce} value={link} />}
      <List
        label={text.admin.invitations}
        list={invitations.list}
        empty={text.admin.noInvitations}
        columns={[
          { head: text.admin.for, cell: ({ name }) => name },
          { head: text.admin.role, cell: ({ role }) => text.admin.roles[role] },
          { head: text.admin.until, cell: ({ expires }) => <Moment instant={expires} /> },
          {
            head: text.admin.do,
            cell: ({ id, name }) => (
              <button
                type="button"
                className="button"
                aria-label={text.admin.takeBackOf(name)}
                onClick={() => invitations.change.mutate({ method: 'DELETE', to: `/invitations/${id}` })}
              >
                {text.admin.takeBack}
              </button>
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.invite}
        label={text.admin.invite}
        pending={invitations.change.isPending}
        error={invitations.change.error}
        onAdd={(said, all, done) =>
          invitations.change.mutate(
            {
              method: 'POST',
              to: '/invitations',
              body: { name: said('name'), role: said('role'), teams: all('teams') },
            },
            {
              onSuccess: (answer) => {
                // The answer of this path, as the server declares it.
                const { path } = answer as InvitationLinkAnswer;
                setLink(`${window.location.origin}${path}`);
                done();
              },
            },
          )
        }
      >
        <Field label={text.admin.for} name="name" required maxLength={200} />
        <Choice label={text.admin.role} name="role" options={ROLES} chosen="viewer" />
        {chosenTeams.length > 0 && (
          <Choice label={text.admin.teamsReach} name="teams" options={chosenTeams} several />
        )}
      </AddForm>
    </>
  );
}
