import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import type { PlanAnswer, PlanChangeBody } from '../../../../src/server/api.ts';
import { useTimeZone } from '../../api/organization.ts';
import { send } from '../../api/session.ts';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { PlanFields } from './fields.tsx';
import { planOf } from './said.ts';

/** Changes a plan in a dialog; gives it up, or takes it up again, at once: each undoes the other. */
export function Change({ row }: { row: PlanAnswer }) {
  const client = useQueryClient();
  const zone = useTimeZone();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const change = useMutation({
    mutationFn: (body: PlanChangeBody) => send('PUT', `/plans/${row.id}`, body),
    onSuccess: async () => {
      dialog.current?.close();
      await client.invalidateQueries();
    },
  });
  const label = text.plan.label(row.systemName, row.aspect);
  const { target, response, owner, due, note } = row;
  return (
    <div className="plan-do no-print">
      <button
        type="button"
        className="button quiet"
        aria-label={`${text.plan.change}: ${label}`}
        onClick={() => dialog.current?.showModal()}
      >
        {text.plan.change}
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={`${row.state === 'dropped' ? text.plan.takeUp : text.plan.drop}: ${label}`}
        disabled={change.isPending}
        onClick={() =>
          change.mutate({ target, response, owner, due, note, dropped: row.state !== 'dropped' })
        }
      >
        {row.state === 'dropped' ? text.plan.takeUp : text.plan.drop}
      </button>
      <dialog ref={dialog} className="confirm" aria-labelledby={heading}>
        <h2 id={heading}>{label}</h2>
        <form
          className="plan-form"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(planOf(new FormData(event.currentTarget), zone));
          }}
        >
          <PlanFields row={row} above={1} />
          <div className="confirm-actions">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              {text.common.cancel}
            </button>
            <button type="submit" className="button primary" disabled={change.isPending}>
              {text.plan.save}
            </button>
          </div>
        </form>
        {change.error ? <ProblemNote error={change.error} /> : null}
      </dialog>
    </div>
  );
}
