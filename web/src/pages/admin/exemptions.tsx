import type { ExemptionsAnswer, SystemsAnswer } from '../../../../src/server/api.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { AddForm } from './form.tsx';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

/** Aspects that do not apply to systems: why, who approved it, until when. */
export function Exemptions() {
  const exemptions = useSettings<ExemptionsAnswer>('/exemptions');
  const systems = useSettings<SystemsAnswer>('/systems').list.data?.rows ?? [];
  return (
    <>
      <List
        label={text.admin.sections.exemptions}
        list={exemptions.list}
        empty={text.admin.noExemptions}
        columns={[
          { head: text.admin.system, cell: ({ system }) => system },
          { head: text.system.aspect, cell: ({ aspect }) => text.aspects[aspect] },
          { head: text.admin.reason, cell: ({ reason }) => reason },
          { head: text.admin.approver, cell: ({ approver }) => approver },
          { head: text.admin.until, cell: ({ until }) => <Moment instant={until} /> },
          {
            head: text.admin.do,
            cell: ({ id, system, aspect }) => (
              <button
                type="button"
                className="button"
                aria-label={text.admin.endOf(system, text.aspects[aspect])}
                onClick={() => exemptions.change.mutate({ method: 'DELETE', to: `/exemptions/${id}` })}
              >
                {text.admin.end}
              </button>
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.addExemption}
        label={text.admin.add}
        pending={exemptions.change.isPending}
        error={exemptions.change.error}
        onAdd={(said, _, done) =>
          exemptions.change.mutate(
            {
              method: 'POST',
              to: '/exemptions',
              body: {
                system: said('system'),
                aspect: said('aspect'),
                reason: said('reason'),
                approver: said('approver'),
                until: `${said('until')}T00:00:00Z`,
              },
            },
            { onSuccess: done },
          )
        }
      >
        <Choice
          label={text.admin.system}
          name="system"
          options={systems.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Choice
          label={text.system.aspect}
          name="aspect"
          options={Object.entries(text.aspects).map(([value, name]) => ({ value, text: name }))}
        />
        <Field label={text.admin.reason} name="reason" required maxLength={2_000} />
        <Field label={text.admin.approver} name="approver" required maxLength={200} />
        <Field label={text.admin.until} name="until" type="date" required />
      </AddForm>
    </>
  );
}
