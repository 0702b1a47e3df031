import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SystemListBody, SystemListPlanAnswer } from '../../../../src/server/api.ts';
import { address } from '../../api/request.ts';
import { send } from '../../api/session.ts';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { LastImport } from './last-import.tsx';
import { Planned, summaryOf } from './system-list-plan.tsx';

/** Systems from a file: what it would do first, then doing it, undoing it, and the way back out. */
export function SystemList() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<SystemListBody>();
  const preview = useMutation({
    mutationFn: (body: SystemListBody) => send<SystemListPlanAnswer>('POST', '/system-list/preview', body),
  });
  const apply = useMutation({
    mutationFn: (body: SystemListBody) => send<SystemListPlanAnswer>('POST', '/system-list', body),
    onSuccess: () => {
      forget();
      return client.invalidateQueries();
    },
  });
  const forget = () => {
    setChosen(undefined);
    preview.reset();
    if (input.current) input.current.value = '';
  };
  const choose = async (file: File | undefined) => {
    apply.reset();
    if (!file) return forget();
    const body = { name: file.name, text: await file.text() };
    setChosen(body);
    preview.mutate(body);
  };
  const words = text.systemList;
  return (
    <>
      <details className="card admin-add">
        <summary>{words.import}</summary>
        <div className="admin-form admin-list">
          <Field
            ref={input}
            label={words.file}
            hint={words.hint}
            type="file"
            accept=".csv,.yaml,.yml,.json"
            onChange={({ target }) => void choose(target.files?.[0])}
          />
          <details>
            <summary>{words.columnsTitle}</summary>
            <dl className="admin-columns">
              {words.columns.map(([name, meaning]) => (
                <div key={name}>
                  <dt>
                    <code>{name}</code>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
            <p className="small soft">{words.derived}</p>
            <p className="small soft">{words.backstage}</p>
          </details>
        </div>
        <div aria-live="polite" aria-busy={preview.isPending}>
          {preview.error ? <ProblemNote error={preview.error} /> : null}
          {apply.error ? <ProblemNote error={apply.error} /> : null}
          {preview.data && chosen && (
            <Planned
              plan={preview.data}
              busy={apply.isPending}
              onApply={() => apply.mutate(chosen)}
              onCancel={forget}
            />
          )}
          {apply.data && <p className="small">{summaryOf(apply.data)}</p>}
        </div>
      </details>
      <LastImport />
      <p>
        <a className="button" href={address('/system-list')} download>
          {words.export}
        </a>
      </p>
    </>
  );
}
