import { useMutation } from '@tanstack/react-query';
import type { RulePreviewAnswer, RulesAnswer, SystemsAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Choice, Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { AddForm } from './form.tsx';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

/** Which evidence is given to which system, tried out before it is kept. */
export function Rules() {
  const rules = useSettings<RulesAnswer>('/rules');
  const systems = useSettings<SystemsAnswer>('/systems').list.data?.rows ?? [];
  const preview = useMutation({
    mutationFn: (pattern: string) => send<RulePreviewAnswer>('POST', '/rules/preview', { pattern }),
  });
  return (
    <>
      <p className="soft small">{text.admin.rulesLead}</p>
      <List
        label={text.admin.sections.rules}
        list={rules.list}
        empty={text.admin.noRules}
        columns={[
          { head: text.admin.pattern, cell: ({ pattern }) => <code>{pattern}</code> },
          { head: text.admin.system, cell: ({ system }) => system },
          { head: text.admin.order, cell: ({ order }) => order },
          {
            head: text.admin.do,
            cell: ({ id, pattern }) => (
              <button
                type="button"
                className="button"
                aria-label={`${text.admin.remove} ${pattern}`}
                onClick={() => rules.change.mutate({ method: 'DELETE', to: `/rules/${id}` })}
              >
                {text.admin.remove}
              </button>
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.addRule}
        label={text.admin.add}
        pending={rules.change.isPending}
        error={rules.change.error}
        onAdd={(said, _, done) =>
          rules.change.mutate(
            { method: 'POST', to: '/rules', body: { pattern: said('pattern'), system: said('system') } },
            { onSuccess: done },
          )
        }
      >
        <Field
          label={text.admin.pattern}
          hint={text.admin.patternHint}
          name="pattern"
          placeholder="repo:github.com/acme/payments*"
          required
          onChange={({ target }) =>
            target.value.trim() === '' ? preview.reset() : preview.mutate(target.value)
          }
        />
        <div aria-live="polite" className="small">
          {preview.data && (
            <>
              <p>{text.admin.previewed(preview.data.matches, preview.data.looked)}</p>
              <ul>
                {preview.data.examples.slice(0, 5).map(({ name, kind }) => (
                  <li key={`${kind} ${name}`} className="break">
                    {name} <span className="soft">{kind}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {preview.error && <ProblemNote error={preview.error} />}
        </div>
        <Choice
          label={text.admin.system}
          name="system"
          options={systems.map(({ id, name }) => ({ value: id, text: name }))}
        />
      </AddForm>
    </>
  );
}
