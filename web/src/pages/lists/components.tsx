import { useQuery } from '@tanstack/react-query';
import type { ComponentRow } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { DocumentLink, Facts, Maybe, SystemLink } from './cells.tsx';
import { placesQuery } from './query.ts';
import type { ListSpec } from './spec.ts';

const { columns: words } = text.lists;
/** Systems that a row names; the others are counted. */
const NAMED = 2;

export const COMPONENTS: ListSpec<ComponentRow> = {
  list: 'components',
  to: '/components',
  order: 'name',
  keyOf: ({ name, version, licence }) => JSON.stringify([name, version, licence]),
  nameOf: ({ name, version }) => [name, version].filter(Boolean).join(' '),
  columns: [
    {
      id: 'name',
      title: words.name,
      width: '2.6fr',
      orders: [{ id: 'name', way: 'ascending' }],
      cell: ({ name }) => <Maybe>{name}</Maybe>,
    },
    {
      id: 'version',
      title: words.version,
      width: '1.2fr',
      card: true,
      cell: ({ version }) => <Maybe>{version}</Maybe>,
    },
    {
      id: 'licence',
      title: words.licence,
      facets: ['licence'],
      width: '1.4fr',
      card: true,
      cell: ({ licence }) => <Maybe>{licence}</Maybe>,
    },
    {
      id: 'ecosystem',
      title: words.ecosystem,
      facets: ['ecosystem'],
      width: '1fr',
      cell: ({ ecosystem }) => <Maybe>{ecosystem}</Maybe>,
    },
    { id: 'systems', title: words.systems, width: '2.6fr', card: true, cell: (row) => <Systems row={row} /> },
    {
      id: 'places',
      title: words.places,
      width: '0.7fr',
      end: true,
      cell: ({ places }) => places.toLocaleString(text.locale),
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

function Systems({ row: { systems } }: { row: ComponentRow }) {
  if (systems.length === 0) return <span className="tag warn">{text.lists.unowned}</span>;
  const names = systems.map(({ name }) => name);
  const rest = names.length - NAMED;
  return (
    <span title={names.join(', ')}>
      {names.slice(0, NAMED).join(', ')}
      {rest > 0 && <span className="soft"> {text.lists.more(rest)}</span>}
    </span>
  );
}

function Details({ row }: { row: ComponentRow }) {
  const places = useQuery(placesQuery(row));
  return (
    <>
      <Facts
        rows={[
          [words.version, row.version],
          [words.licence, row.licence],
          [words.ecosystem, row.ecosystem],
          [words.firstSeen, <Moment key="first" instant={row.firstSeen} />],
          [words.lastSeen, <Moment key="last" instant={row.lastSeen} />],
        ]}
      />
      <section className="section">
        <h3>{text.lists.where}</h3>
        <Answer query={places} lines={4}>
          {({ rows }) => (
            <ul className="behind">
              {rows.map((each) => (
                <li key={`${each.system} ${each.thing}`}>
                  <SystemLink system={each.system} name={each.systemName} />
                  {each.thingName !== null && <span className="break">{each.thingName}</span>}
                  <Moment instant={each.lastSeen} />
                  <DocumentLink document={each.document} />
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </section>
    </>
  );
}
