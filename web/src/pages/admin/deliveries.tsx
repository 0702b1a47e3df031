import type { DeliveriesAnswer } from '../../../../src/server/api.ts';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

/** What was sent to one address, with why it did not arrive. */
export function Deliveries({ subscription }: { subscription: string }) {
  const path = `/subscriptions/${subscription}/deliveries`;
  const { list, change } = useSettings<DeliveriesAnswer>(path);
  return (
    <List
      label={text.admin.deliveries}
      list={list}
      empty={text.admin.noDeliveries}
      columns={[
        { head: text.admin.event, cell: ({ type }) => type.replace('dev.assay.', '') },
        { head: text.admin.when, cell: ({ created }) => <Moment instant={created} /> },
        { head: text.admin.state, cell: ({ state, attempts }) => `${text.admin.states[state]}, ${attempts}` },
        { head: text.admin.lastAnswer, cell: ({ log }) => log.at(-1)?.why ?? text.common.none },
        {
          head: text.admin.do,
          cell: ({ id }) => (
            <button
              type="button"
              className="button"
              onClick={() => change.mutate({ method: 'POST', to: `${path}/${id}` })}
            >
              {text.admin.resend}
            </button>
          ),
        },
      ]}
    />
  );
}
