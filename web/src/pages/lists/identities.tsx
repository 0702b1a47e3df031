import { Link } from '@tanstack/react-router';
import type { IdentityRow } from '../../../../src/server/api.ts';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { accountText, DocumentLink, Facts, Maybe, Owner, SystemLink, Truth } from './cells.tsx';
import type { ListSpec } from './spec.ts';

const { columns: words } = text.lists;
const typeText = (type: string) =>
  type === 'person' ? text.lists.person : type === 'machine' ? text.lists.machine : type;

export const IDENTITIES: ListSpec<IdentityRow> = {
  list: 'identities',
  to: '/identities',
  order: 'name',
  keyOf: ({ system, thing, name }) => JSON.stringify([system, thing, name]),
  nameOf: ({ name }) => name,
  columns: [
    {
      id: 'name',
      title: words.name,
      width: '2.4fr',
      orders: [{ id: 'name', way: 'ascending' }],
      cell: ({ name }) => <Maybe>{name}</Maybe>,
    },
    { id: 'type', title: words.type, width: '1fr', cell: ({ type }) => typeText(type) },
    {
      id: 'system',
      title: words.system,
      width: '1.6fr',
      card: true,
      cell: ({ systemName }) => <Owner name={systemName} />,
    },
    {
      id: 'account',
      title: words.account,
      facets: ['account'],
      width: '1.8fr',
      cell: ({ account }) => <Maybe>{account && accountText(account)}</Maybe>,
    },
    { id: 'access', title: words.access, width: '2.7fr', card: true, cell: (row) => <Access row={row} /> },
    {
      id: 'lastUsed',
      title: words.lastUsed,
      width: '1.3fr',
      cell: ({ lastUsed }) => (lastUsed === null ? <Maybe>{null}</Maybe> : <Moment instant={lastUsed} />),
    },
    {
      id: 'lastSeen',
      title: words.lastSeen,
      width: '1.3fr',
      cell: ({ lastSeen }) => <Moment instant={lastSeen} />,
    },
  ],
  details: (row) => <Details row={row} />,
};

/** What of an identity asks for a look: each known, none guessed. */
function Access({ row }: { row: IdentityRow }) {
  return (
    <span className="tags">
      {row.admin && <span className="tag warn">{text.lists.admin}</span>}
      {row.mfa === false && row.type === 'person' && <span className="tag warn">{text.lists.noMfa}</span>}
      {row.active === false && <span className="tag">{text.lists.inactive}</span>}
      {row.central === false && <span className="tag">{text.lists.local}</span>}
    </span>
  );
}

function Details({ row }: { row: IdentityRow }) {
  const when = (instant: string | null) => instant && <Moment instant={instant} />;
  return (
    <>
      <Facts
        rows={[
          [words.type, typeText(row.type)],
          [words.system, <SystemLink key="system" system={row.system} name={row.systemName} />],
          [words.account, row.account && <code>{row.account}</code>],
          [words.active, <Truth key="active" value={row.active} />],
          [words.central, <Truth key="central" value={row.central} />],
          [words.admin, <Truth key="admin" value={row.admin} />],
          [words.mfa, <Truth key="mfa" value={row.mfa} />],
          [words.created, when(row.created)],
          [words.lastUsed, when(row.lastUsed)],
          [words.credentialChanged, when(row.credentialChanged)],
          [words.firstSeen, when(row.firstSeen)],
          [words.lastSeen, when(row.lastSeen)],
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
              <Link to="/systems/$system/aspects/$aspect" params={{ system: row.system, aspect: 'access' }}>
                {text.lists.openAspect(text.aspects.access)}
              </Link>
            </li>
          )}
        </ul>
      </section>
    </>
  );
}
