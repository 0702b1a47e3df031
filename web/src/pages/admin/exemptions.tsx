import type { ExemptionsAnswer, NewExemptionBody, SystemsAnswer } from '../../../../src/server/api.ts';
import { useAlone } from '../../api/session.ts';
import { ExemptionActions, ExemptionDecision, ExemptionState } from '../../components/exemption.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { AddForm } from './form.tsx';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

const words = text.exemptions;

/** Aspects that do not apply to systems: why, who asked and who approved it, until when. */
export function Exemptions() {
  const exemptions = useSettings<ExemptionsAnswer>('/exemptions');
  const systems = useSettings<SystemsAnswer>('/systems').list.data?.rows ?? [];
  const alone = useAlone();
  const { change } = exemptions;
  return (
    <>
      <p className="soft small">{words.lead}</p>
      <List
        label={text.admin.sections.exemptions}
        list={exemptions.list}
        empty={words.none}
        columns={[
          { head: text.admin.system, cell: ({ systemName }) => systemName },
          { head: text.system.aspect, cell: ({ aspect }) => text.aspects[aspect] },
          { head: words.state, cell: (row) => <ExemptionState row={row} /> },
          { head: text.admin.reason, cell: ({ reason }) => <span className="break">{reason}</span> },
          { head: words.asked, cell: ({ asked }) => asked?.by ?? text.common.unknown },
          { head: words.decided, cell: (row) => <ExemptionDecision row={row} /> },
          { head: text.admin.until, cell: ({ until }) => <Moment instant={until} /> },
          {
            head: text.admin.do,
            cell: (row) => <ExemptionActions row={row} busy={change.isPending} onChange={change.mutate} />,
          },
        ]}
      />
      {change.error ? <ProblemNote error={change.error} /> : null}
      <AddForm
        title={words.ask}
        label={words.send}
        pending={change.isPending}
        error={null}
        onAdd={(said, _, done) =>
          change.mutate(
            {
              method: 'POST',
              to: '/exemptions',
              body: {
                system: said('system'),
                // The choice offers no other.
                aspect: said('aspect') as NewExemptionBody['aspect'],
                reason: said('reason'),
                until: `${said('until')}T00:00:00Z`,
              } satisfies NewExemptionBody,
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
        <Field label={text.admin.until} hint={words.untilHint} name="until" type="date" required />
        <p className="soft small">{alone ? words.waitsAlone : words.waits}</p>
      </AddForm>
    </>
  );
}
