import type { SystemFactsBody, SystemsAnswer, TeamsAnswer } from '../../../../src/server/api.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { AddForm } from './form.tsx';
import { List } from './list.tsx';
import { SystemList } from './system-list.tsx';
import { useSettings } from './use-settings.ts';

type System = SystemsAnswer['rows'][number];
const ANSWERS = [
  { value: '', text: text.common.unknown },
  { value: 'yes', text: text.common.yes },
  { value: 'no', text: text.common.no },
];

/** Systems with what is declared of them, and teams. */
export function Systems() {
  const systems = useSettings<SystemsAnswer>('/systems');
  const teams = useSettings<TeamsAnswer>('/teams');
  const teamOptions = [
    { value: '', text: text.common.none },
    ...(teams.list.data?.rows ?? []).map(({ id, name }) => ({ value: id, text: name })),
  ];
  const put = ({ id, ...facts }: System, change: Partial<SystemFactsBody>) =>
    systems.change.mutate({ method: 'PUT', to: `/systems/${id}`, body: { ...facts, ...change } });
  const flag = (label: string, system: System, name: 'pii' | 'public') => (
    <select
      aria-label={`${label}, ${system.name}`}
      value={system[name] === null ? '' : system[name] ? 'yes' : 'no'}
      onChange={({ target }) => put(system, { [name]: target.value === '' ? null : target.value === 'yes' })}
    >
      {ANSWERS.map(({ value, text: shown }) => (
        <option key={value} value={value}>
          {shown}
        </option>
      ))}
    </select>
  );

  return (
    <>
      <List
        label={text.admin.sections.systems}
        list={systems.list}
        empty={text.admin.noSystems}
        columns={[
          { head: text.admin.name, cell: ({ name }) => name },
          {
            head: text.admin.team,
            cell: (system) => (
              <select
                aria-label={text.admin.teamOf(system.name)}
                value={system.team ?? ''}
                onChange={({ target }) => put(system, { team: target.value || null })}
              >
                {teamOptions.map(({ value, text: shown }) => (
                  <option key={value} value={value}>
                    {shown}
                  </option>
                ))}
              </select>
            ),
          },
          { head: text.system.pii, cell: (system) => flag(text.system.pii, system, 'pii') },
          { head: text.system.public, cell: (system) => flag(text.system.public, system, 'public') },
          {
            head: text.admin.costMonth,
            cell: ({ monthlyCost }) =>
              monthlyCost === null ? text.common.unknown : monthlyCost.toLocaleString(text.locale),
          },
        ]}
      />
      {systems.change.error && <ProblemNote error={systems.change.error} />}
      <AddForm
        title={text.admin.addSystem}
        label={text.admin.add}
        pending={systems.change.isPending}
        error={systems.change.error}
        onAdd={(said, _, done) =>
          systems.change.mutate(
            {
              method: 'POST',
              to: '/systems',
              body: {
                name: said('name'),
                team: said('team') || null,
                pii: null,
                public: null,
                monthlyCost: said('cost') === '' ? null : Number(said('cost')),
              } satisfies SystemFactsBody,
            },
            { onSuccess: done },
          )
        }
      >
        <Field label={text.admin.name} name="name" required maxLength={200} />
        <Choice label={text.admin.team} name="team" options={teamOptions} />
        <Field label={text.admin.costMonth} name="cost" type="number" min={0} />
      </AddForm>
      <SystemList />
      <h3>{text.admin.teams}</h3>
      <List
        label={text.admin.teams}
        list={teams.list}
        empty={text.admin.noTeams}
        columns={[
          { head: text.admin.name, cell: ({ name }) => name },
          {
            head: text.admin.do,
            cell: ({ id, name }) => (
              <Confirm
                label={text.admin.remove}
                title={text.admin.removeQuestion(name)}
                detail={text.admin.removeTeam}
                busy={teams.change.isPending}
                onConfirm={() => teams.change.mutate({ method: 'DELETE', to: `/teams/${id}` })}
              />
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.addTeam}
        label={text.admin.add}
        pending={teams.change.isPending}
        error={teams.change.error}
        onAdd={(said, _, done) =>
          teams.change.mutate(
            { method: 'POST', to: '/teams', body: { name: said('name') } },
            { onSuccess: done },
          )
        }
      >
        <Field label={text.admin.name} name="name" required maxLength={200} />
      </AddForm>
    </>
  );
}
