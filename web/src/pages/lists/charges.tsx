import { Link } from '@tanstack/react-router';
import type { ChargeRow } from '../../../../src/server/api.ts';
import { text } from '../../text.ts';
import {
  accountText,
  DocumentLink,
  Facts,
  Maybe,
  moneyText,
  monthText,
  Owner,
  SystemLink,
} from './cells.tsx';
import type { ListSpec } from './spec.ts';

const { columns: words } = text.lists;

export const CHARGES: ListSpec<ChargeRow> = {
  list: 'charges',
  to: '/cost',
  order: 'newest',
  keyOf: ({ month, system, service, account, owner, currency }) =>
    JSON.stringify([month, system, service, account, owner, currency]),
  nameOf: ({ service, month }) =>
    `${service ?? text.lists.values.service?.[''] ?? ''}, ${monthText(month, 'long')}`,
  columns: [
    { id: 'service', title: words.service, width: '2.6fr', cell: ({ service }) => <Maybe>{service}</Maybe> },
    {
      id: 'month',
      title: words.month,
      width: '1fr',
      card: true,
      orders: [{ id: 'newest', way: 'descending' }],
      cell: ({ month }) => monthText(month),
    },
    {
      id: 'system',
      title: words.system,
      width: '1.7fr',
      card: true,
      cell: ({ systemName }) => <Owner name={systemName} />,
    },
    { id: 'owner', title: words.owner, width: '1.4fr', cell: ({ owner }) => <Payer owner={owner} /> },
    {
      id: 'account',
      title: words.account,
      width: '1.8fr',
      cell: ({ account }) => <Maybe>{account && accountText(account)}</Maybe>,
    },
    {
      id: 'amount',
      title: words.amount,
      width: '1.2fr',
      end: true,
      card: true,
      orders: [{ id: 'dearest', way: 'descending' }],
      cell: ({ amount, currency }) => moneyText(amount, currency),
    },
  ],
  details: (row) => <Details row={row} />,
};

function Payer({ owner }: { owner: string | null }) {
  return owner === null ? <span className="tag warn">{text.lists.nobody}</span> : <Maybe>{owner}</Maybe>;
}

function Details({ row }: { row: ChargeRow }) {
  return (
    <>
      <Facts
        rows={[
          [words.amount, <strong key="amount">{moneyText(row.amount, row.currency)}</strong>],
          [words.month, monthText(row.month, 'long')],
          [words.system, <SystemLink key="system" system={row.system} name={row.systemName} />],
          [words.owner, <Payer key="owner" owner={row.owner} />],
          [words.account, row.account && <code>{row.account}</code>],
          [words.charges, row.charges.toLocaleString(text.locale)],
        ]}
      />
      <section className="section">
        <h3>{text.lists.behind}</h3>
        <ul className="behind">
          <li>
            <DocumentLink document={row.document} name={text.lists.document} />
          </li>
          {row.system !== null && (
            <li>
              <Link to="/systems/$system/aspects/$aspect" params={{ system: row.system, aspect: 'cost' }}>
                {text.lists.openAspect(text.aspects.cost)}
              </Link>
            </li>
          )}
        </ul>
      </section>
    </>
  );
}
