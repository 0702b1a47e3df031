import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FacetsAnswer } from '../../../../src/server/api.ts';
import { Skeleton } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { Drawer } from '../../components/table/drawer.tsx';
import { VirtualTable } from '../../components/table/virtual-table.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { CHARGES } from './charges.tsx';
import { COMPONENTS } from './components.tsx';
import { chosenIn, FacetMenu, Strip } from './facets.tsx';
import { FINDINGS } from './findings.tsx';
import { IDENTITIES } from './identities.tsx';
import { OnlyNow } from './only-now.tsx';
import { facetsQuery, rowsQuery } from './query.ts';
import { chosenOf, type Facet, type ListSearch, listSearch, withFacet } from './search.ts';
import type { ListSpec } from './spec.ts';
import { Spent } from './spent.tsx';
import { THINGS } from './things.tsx';
import { Export, Views } from './tools.tsx';
import './view.css';

export const Inventory = () => <ListPage spec={THINGS} />;
export const Findings = () => <ListPage spec={FINDINGS} />;
export const Cost = () => <ListPage spec={CHARGES} />;
export const Identities = () => <ListPage spec={IDENTITIES} />;
export const Components = () => <ListPage spec={COMPONENTS} />;

/** Pages that are read in search of a row that the address names. */
const LOOKED = 20;
/** How long the search waits for the next letter, in milliseconds. */
const PAUSE = 250;

/** A list of all systems: what it is narrowed by, its rows, and what is behind the one that is open. */
function ListPage<Row>({ spec }: { spec: ListSpec<Row> }) {
  const { list, to } = spec;
  const search = listSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const pages = useInfiniteQuery(rowsQuery(list, search));
  const facets = useQuery(facetsQuery(list, search)).data;
  useTitle(text.lists.titles[list]);

  // The server answers each list with the rows of its kind.
  const rows = (pages.data?.pages.flatMap((page) => page.rows) ?? []) as Row[];
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const go = (next: ListSearch, replace = false) =>
    void navigate({ to, search: keptMoment(next), replace, resetScroll: false });

  const opened = search.open === undefined ? undefined : rows.find((row) => spec.keyOf(row) === search.open);
  const looking = search.open !== undefined && !opened && (pages.data?.pages.length ?? 0) < LOOKED;
  useEffect(() => {
    if (looking) more();
  }, [looking, more]);

  const known = (facet: string) =>
    facets?.facets.find((each) => each.facet === facet)?.values.some(({ value }) => value !== '') ?? true;
  const columns = spec.columns.filter((column) => column.facets === undefined || column.facets.some(known));
  const narrowed = Object.keys(chosenOf(list, search)).length > 0 || search.q !== undefined;
  const total = facets?.total ?? rows.length;
  const empty = pages.data !== undefined && rows.length === 0;
  return (
    <div className="page list-page">
      <div className="page-head">
        <h1>{text.lists.titles[list]}</h1>
        <p>{text.lists.leads[list]}</p>
      </div>
      <OnlyNow />
      {empty && !narrowed ? (
        <div className="list-empty card">
          <p>{text.lists.empty[list]}</p>
          <Command>{text.lists.commands[list]}</Command>
        </div>
      ) : (
        <>
          <Filters spec={spec} search={search} facets={facets} onSearch={go} narrowed={narrowed} />
          {list === 'charges' && facets && (
            <Spent
              facets={facets}
              asked={search.owner !== undefined}
              onShow={() => go(withFacet(search, 'owner', ['']))}
            />
          )}
          <p className="list-total soft small" role="status">
            {facets && text.lists.totals[list](total)}
          </p>
          {pages.isPending && <Skeleton lines={12} />}
          {pages.isError && <ProblemNote error={pages.error} onRetry={() => void pages.refetch()} />}
          {empty && (
            <p className="soft">
              {text.lists.noMatch}{' '}
              <button type="button" className="button quiet" onClick={() => go({})}>
                {text.lists.clearAll}
              </button>
            </p>
          )}
          {rows.length > 0 && (
            <div className="answer" data-stale={pages.isPlaceholderData}>
              <VirtualTable
                label={text.lists.titles[list]}
                columns={columns}
                rows={rows}
                total={hasNextPage ? total : rows.length}
                keyOf={spec.keyOf}
                order={search.order ?? spec.order}
                onOrder={(order) => go({ ...search, order: order === spec.order ? undefined : order })}
                onOpen={(row) => go({ ...search, open: spec.keyOf(row) })}
                onNeed={more}
              />
            </div>
          )}
        </>
      )}
      {opened !== undefined && (
        <Drawer title={spec.nameOf(opened)} onClose={() => go({ ...search, open: undefined })}>
          {spec.details(opened)}
        </Drawer>
      )}
    </div>
  );
}

/** The day that is shown stays in the address by itself; what is undefined leaves it. */
function keptMoment(next: ListSearch): ListSearch {
  return listSearch({ ...next });
}

function Filters<Row>({
  spec: { list },
  search,
  facets,
  onSearch,
  narrowed,
}: {
  spec: ListSpec<Row>;
  search: ListSearch;
  facets: FacetsAnswer | undefined;
  onSearch: (next: ListSearch, replace?: boolean) => void;
  narrowed: boolean;
}) {
  const chosen = chosenOf(list, search);
  const [first, ...others] = facets?.facets ?? [];
  const choose = (facet: string) => (values: string[]) => onSearch(withFacet(search, facet as Facet, values));
  return (
    <div className="list-filters no-print">
      {first ? (
        <Strip counts={first} chosen={chosenIn(chosen, first.facet)} onChoose={choose(first.facet)} />
      ) : (
        <div className="strip strip-waits" />
      )}
      <div className="list-bar">
        <SearchField
          key={list}
          value={search.q ?? ''}
          onChange={(q) => onSearch({ ...search, q, open: undefined }, true)}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be of a form. */}
        <div className="list-menus" role="group" aria-label={text.lists.filters}>
          {others.map((counts) => (
            <FacetMenu
              key={counts.facet}
              counts={counts}
              chosen={chosenIn(chosen, counts.facet)}
              onChoose={choose(counts.facet)}
            />
          ))}
          {narrowed && (
            <button type="button" className="button quiet" onClick={() => onSearch({ order: search.order })}>
              {text.lists.clearAll}
            </button>
          )}
        </div>
        <div className="list-tools">
          <Views key={list} list={list} search={search} onView={onSearch} />
          <Export list={list} search={search} />
        </div>
      </div>
    </div>
  );
}

/** What is typed goes into the address once the typing pauses. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const shown = useRef(value);
  useEffect(() => {
    // Changed elsewhere: a view, the way back.
    if (shown.current !== value) setTyped(value);
    shown.current = value;
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is what is waited for.
  useEffect(() => {
    if (typed === shown.current) return;
    const waiting = setTimeout(() => {
      shown.current = typed;
      onChange(typed);
    }, PAUSE);
    return () => clearTimeout(waiting);
  }, [typed]);
  return (
    <input
      type="search"
      className="list-search"
      aria-label={text.lists.search}
      placeholder={text.lists.search}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
