import { useState } from 'react';
import type {
  SubscriptionMadeAnswer,
  SubscriptionsAnswer,
  SystemsAnswer,
  WebhookMadeAnswer,
  WebhooksAnswer,
} from '../../../../src/server/api.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { Deliveries } from './deliveries.tsx';
import { AddForm, Once } from './form.tsx';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

/** Who hands in by itself, and who is told. */
export function Webhooks() {
  const incoming = useSettings<WebhooksAnswer>('/webhooks');
  const outgoing = useSettings<SubscriptionsAnswer>('/subscriptions');
  const systems = useSettings<SystemsAnswer>('/systems').list.data?.rows ?? [];
  const [secret, setSecret] = useState<{ label: string; value: string }>();
  const [open, setOpen] = useState<string>();
  return (
    <>
      {secret && <Once {...secret} />}
      <h3>{text.admin.outgoing}</h3>
      <p className="soft small">{text.admin.outgoingLead}</p>
      <List
        label={text.admin.outgoing}
        list={outgoing.list}
        empty={text.admin.noOutgoing}
        columns={[
          { head: text.admin.name, cell: ({ name }) => name },
          { head: text.admin.address, cell: ({ url }) => <span className="break">{new URL(url).host}</span> },
          {
            head: text.admin.events,
            cell: ({ events }) => (events.length === 0 ? text.common.all(7) : events.join(', ')),
          },
          {
            head: text.admin.do,
            cell: ({ id, name, url, events, enabled }) => (
              <span className="admin-actions">
                <button
                  type="button"
                  className="button"
                  disabled={!enabled}
                  onClick={() => outgoing.change.mutate({ method: 'POST', to: `/subscriptions/${id}/test` })}
                >
                  {text.admin.test}
                </button>
                <button
                  type="button"
                  className="button"
                  onClick={() =>
                    outgoing.change.mutate({
                      method: 'PUT',
                      to: `/subscriptions/${id}`,
                      body: { name, url, events, enabled: !enabled },
                    })
                  }
                >
                  {enabled ? text.admin.switchOff : text.admin.switchOn}
                </button>
                <button
                  type="button"
                  className="button"
                  aria-expanded={open === id}
                  onClick={() => setOpen(open === id ? undefined : id)}
                >
                  {text.admin.deliveries}
                </button>
                <Confirm
                  label={text.admin.remove}
                  title={text.admin.removeQuestion(name)}
                  detail={text.admin.removeSubscription}
                  busy={outgoing.change.isPending}
                  onConfirm={() => outgoing.change.mutate({ method: 'DELETE', to: `/subscriptions/${id}` })}
                />
              </span>
            ),
          },
        ]}
      />
      {outgoing.change.error && <ProblemNote error={outgoing.change.error} />}
      {open !== undefined && <Deliveries subscription={open} />}
      <AddForm
        title={text.admin.addOutgoing}
        label={text.admin.add}
        pending={outgoing.change.isPending}
        error={outgoing.change.error}
        onAdd={(said, _, done) =>
          outgoing.change.mutate(
            { method: 'POST', to: '/subscriptions', body: { name: said('name'), url: said('url') } },
            {
              onSuccess: (answer) => {
                // The answer of this path, as the server declares it.
                setSecret({ label: text.admin.secretOnce, value: (answer as SubscriptionMadeAnswer).secret });
                done();
              },
            },
          )
        }
      >
        <Field label={text.admin.name} name="name" required maxLength={200} />
        <Field
          label={text.admin.address}
          name="url"
          type="url"
          placeholder="https://chat.example.org/hooks/1"
          required
        />
      </AddForm>
      <h3>{text.admin.incoming}</h3>
      <List
        label={text.admin.incoming}
        list={incoming.list}
        empty={text.admin.noIncoming}
        columns={[
          { head: text.admin.name, cell: ({ name }) => name },
          { head: text.admin.address, cell: ({ path }) => <code className="break">{path}</code> },
          { head: text.admin.system, cell: ({ system }) => system ?? text.admin.byRules },
          { head: text.admin.since, cell: ({ created }) => <Moment instant={created} /> },
          {
            head: text.admin.do,
            cell: ({ id, name }) => (
              <Confirm
                label={text.admin.remove}
                title={text.admin.removeQuestion(name)}
                detail={text.admin.removeWebhook}
                busy={incoming.change.isPending}
                onConfirm={() => incoming.change.mutate({ method: 'DELETE', to: `/webhooks/${id}` })}
              />
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.addIncoming}
        label={text.admin.add}
        pending={incoming.change.isPending}
        error={incoming.change.error}
        onAdd={(said, _, done) =>
          incoming.change.mutate(
            { method: 'POST', to: '/webhooks', body: { name: said('name'), system: said('system') || null } },
            {
              onSuccess: (answer) => {
                // The answer of this path, as the server declares it.
                const made = answer as WebhookMadeAnswer;
                setSecret({ label: text.admin.webhookOnce(made.path), value: made.secret });
                done();
              },
            },
          )
        }
      >
        <Field label={text.admin.name} name="name" required maxLength={200} />
        <Choice
          label={text.admin.system}
          name="system"
          options={[
            { value: '', text: text.admin.byRules },
            ...systems.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      </AddForm>
    </>
  );
}
