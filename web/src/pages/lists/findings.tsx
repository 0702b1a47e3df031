import { Link } from '@tanstack/react-router';
import type { FindingRow } from '../../../../src/server/api.ts';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { DocumentLink, Facts, Maybe, Owner, Severe, SystemLink } from './cells.tsx';
import type { ListSpec } from './spec.ts';

const { columns: words } = text.lists;
const DAY = 86_400_000;

export const FINDINGS: ListSpec<FindingRow> = {
  list: 'findings',
  to: '/findings',
  order: 'worst',
  keyOf: ({ fingerprint }) => fingerprint,
  nameOf: ({ title, rule }) => title ?? rule,
  columns: [
    {
      id: 'finding',
      title: words.finding,
      width: '3.2fr',
      cell: ({ title, rule }) => <Maybe>{title ?? rule}</Maybe>,
    },
    {
      id: 'severity',
      title: words.severity,
      width: '1.15fr',
      card: true,
      orders: [{ id: 'worst', way: 'descending' }],
      cell: ({ severity }) => <Severe severity={severity} />,
    },
    { id: 'aspect', title: words.aspect, width: '1.3fr', cell: ({ aspect }) => text.aspects[aspect] },
    {
      id: 'system',
      title: words.system,
      width: '1.7fr',
      card: true,
      cell: ({ systemName }) => <Owner name={systemName} />,
    },
    {
      id: 'resource',
      title: words.resource,
      width: '1.8fr',
      cell: ({ resource }) => <Maybe>{resource}</Maybe>,
    },
    {
      id: 'tools',
      title: words.tools,
      width: '1.2fr',
      cell: ({ tools }) => <Maybe>{tools.join(', ')}</Maybe>,
    },
    {
      id: 'age',
      title: words.age,
      width: '1fr',
      end: true,
      card: true,
      orders: [
        { id: 'oldest', way: 'descending' },
        { id: 'newest', way: 'ascending' },
      ],
      cell: ({ openSince }) => <Age since={openSince} />,
    },
  ],
  details: (row) => <Details row={row} />,
};

function Age({ since }: { since: string }) {
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / DAY));
  return <span title={since}>{text.lists.days(days)}</span>;
}

function Details({ row }: { row: FindingRow }) {
  const { system } = row;
  return (
    <>
      <Facts
        rows={[
          [words.severity, <Severe key="severity" severity={row.severity} />],
          [words.system, <SystemLink key="system" system={system} name={row.systemName} />],
          [
            words.aspect,
            system === null ? (
              text.aspects[row.aspect]
            ) : (
              <Link
                key="aspect"
                to="/systems/$system/aspects/$aspect"
                params={{ system, aspect: row.aspect }}
              >
                {text.aspects[row.aspect]}
              </Link>
            ),
          ],
          [words.resource, row.resource],
          [words.location, row.location && <code>{row.location}</code>],
          [words.rule, <code key="rule">{row.rule}</code>],
          [words.message, row.message],
          [words.tools, row.tools.join(', ')],
          [words.openSince, <Moment key="since" instant={row.openSince} />],
          [words.lastSeen, <Moment key="last" instant={row.lastSeen} />],
        ]}
      />
      <section className="section">
        <h3>{text.lists.behind}</h3>
        <ul className="behind">
          <li>
            <DocumentLink document={row.document} name={text.lists.document} />
          </li>
          {row.resource !== null && (
            <li>
              <Link to="/inventory" search={{ q: row.resource }}>
                {text.lists.openThing}
              </Link>
            </li>
          )}
        </ul>
      </section>
    </>
  );
}
