import { useQuery } from '@tanstack/react-query';
import type { ExemptionsAnswer, NewExemptionBody } from '../../../../src/server/api.ts';
import { organizationQuery } from '../../api/organization.ts';
import { useAlone, useMay } from '../../api/session.ts';
import { ExemptionActions, ExemptionDecision, ExemptionState } from '../../components/exemption.tsx';
import { Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { AddForm } from '../admin/form.tsx';
import { useSettings } from '../admin/use-settings.ts';
import './exemption.css';

const words = text.exemptions;

/** Whether the aspect was exempted here or somebody asks for it, and the form to ask. */
export function ExemptionOf({ system, aspect }: { system: string; aspect: NewExemptionBody['aspect'] }) {
  const { list, change } = useSettings<ExemptionsAnswer>(`/exemptions?system=${encodeURIComponent(system)}`);
  const example = useQuery(organizationQuery).data?.example ?? false;
  const may = useMay('contribute') && !example;
  const alone = useAlone();
  const rows = list.data?.rows.filter((row) => row.aspect === aspect && row.state !== 'withdrawn') ?? [];
  const open = rows.some(({ state }) => state === 'pending' || state === 'active');
  if (rows.length === 0 && !may) return null;
  return (
    <div className="standing-exemption">
      {rows.map((row) => (
        <div key={row.id} className="card standing-exempt">
          <p>
            <ExemptionState row={row} /> <span className="break">{row.reason}</span>
          </p>
          <p className="small soft">
            {text.admin.until} <Moment instant={row.until} />
            {row.asked && `. ${words.asked} ${row.asked.by}`}
            {row.decided && (
              <>
                . {words.decided} <ExemptionDecision row={row} />
              </>
            )}
          </p>
          {row.state === 'pending' && <p className="small">{words.waits}</p>}
          <ExemptionActions row={row} busy={change.isPending} onChange={change.mutate} />
        </div>
      ))}
      {change.error ? <ProblemNote error={change.error} /> : null}
      {may && !open && (
        <AddForm
          title={words.here}
          label={words.ask}
          pending={change.isPending}
          error={null}
          onAdd={(said, _, done) => {
            const [reason, until] = [said('reason'), `${said('until')}T00:00:00Z`];
            const body: NewExemptionBody = { system, aspect, reason, until };
            change.mutate({ method: 'POST', to: '/exemptions', body }, { onSuccess: done });
          }}
        >
          <Field label={text.admin.reason} name="reason" required maxLength={2_000} />
          <Field label={text.admin.until} hint={words.untilHint} name="until" type="date" required />
          <p className="soft small">{alone ? words.waitsAlone : words.waits}</p>
        </AddForm>
      )}
    </div>
  );
}
