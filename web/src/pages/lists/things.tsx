import { useQuery } from '@tanstack/react-query';
import type { ThingRow } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { accountText, DocumentLink, Facts, Maybe, Owner, SystemLink, Truth } from './cells.tsx';
import { thingSeenQuery } from './query.ts';
import type { ListSpec } from './spec.ts';

const { columns: words, kinds } = text.lists;

export const THINGS: ListSpec<ThingRow> = {
  list: 'things',
  to: '/inventory',
  order: 'name',
  keyOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  columns: [
    {
      id: 'name',
      title: words.name,
      width: '3fr',
      orders: [{ id: 'name', way: 'ascending' }],
      cell: ({ name }) => <Maybe>{name}</Maybe>,
    },
    { id: 'kind', title: words.kind, width: '1.2fr', card: true, cell: ({ kind }) => kinds[kind] ?? kind },
    {
      id: 'system',
      title: words.system,
      width: '1.7fr',
      card: true,
      cell: ({ systemName }) => <Owner name={systemName} />,
    },
    {
      id: 'owner',
      title: words.owner,
      facets: ['owner'],
      width: '1.2fr',
      cell: ({ owner }) => <Maybe>{owner}</Maybe>,
    },
    {
      id: 'account',
      title: words.account,
      facets: ['account'],
      width: '1.6fr',
      cell: ({ account }) => <Maybe>{account && accountText(account)}</Maybe>,
    },
    {
      id: 'exposure',
      title: words.exposure,
      facets: ['public', 'pii'],
      width: '1.4fr',
      card: true,
      cell: (row) => <Exposure row={row} />,
    },
    {
      id: 'firstSeen',
      title: words.firstSeen,
      width: '1.3fr',
      orders: [{ id: 'newest', way: 'descending' }],
      cell: ({ firstSeen }) => <Moment instant={firstSeen} />,
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

function Exposure({ row }: { row: ThingRow }) {
  return (
    <span className="tags">
      {row.public && <span className="tag warn">{text.lists.public}</span>}
      {row.pii && <span className="tag warn">{text.lists.pii}</span>}
    </span>
  );
}

function Details({ row }: { row: ThingRow }) {
  const seen = useQuery(thingSeenQuery(row.id));
  return (
    <>
      <Facts
        rows={[
          [words.kind, kinds[row.kind] ?? row.kind],
          [words.system, <SystemLink key="system" system={row.system} name={row.systemName} />],
          [words.owner, row.owner],
          [words.account, row.account && <code>{row.account}</code>],
          [words.public, <Truth key="public" value={row.public} />],
          [words.pii, <Truth key="pii" value={row.pii} />],
          [words.firstSeen, <Moment key="first" instant={row.firstSeen} />],
          [words.lastSeen, <Moment key="last" instant={row.lastSeen} />],
          [
            words.keys,
            row.keys.length > 0 && (
              <ul>
                {row.keys.map((key) => (
                  <li key={key}>
                    <code>{key}</code>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      <section className="section">
        <h3>{text.lists.seenBy}</h3>
        <Answer query={seen} lines={4}>
          {({ rows }) => (
            <ul className="behind">
              {rows.map((each) => (
                <li key={`${each.document} ${each.system}`}>
                  <DocumentLink document={each.document} name={each.documentName} />
                  <Moment instant={each.at} />
                  {each.aspects.length > 0 && (
                    <span className="soft">
                      {text.lists.reaches(each.aspects.map((id) => text.aspects[id]))}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </section>
    </>
  );
}
