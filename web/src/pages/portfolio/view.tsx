import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { OrganizationAnswer, PortfolioMapAnswer } from '../../../../src/server/api.ts';
import { modelQuery, organizationQuery } from '../../api/organization.ts';
import { Answer, Skeleton } from '../../components/answer.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { Figures } from './figures.tsx';
import { Filters, isLike } from './filters.tsx';
import { FirstVisit } from './first-visit.tsx';
import { Focus } from './focus.tsx';
import { columnsOf, FrameworkLead, References } from './framework.tsx';
import { HeatMap } from './heat-map.tsx';
import { Legend } from './legend.tsx';
import { inOrder, SORTS } from './order.ts';
import { mapQuery } from './query.ts';
import { asReplayed, Replay, type Replayed } from './replay.tsx';
import { Week } from './week.tsx';
import './view.css';

const route = getRouteApi('/');

export function Portfolio() {
  const organization = useQuery(organizationQuery);
  useTitle(text.portfolio.title);
  if (organization.isError) {
    return (
      <div className="page">
        <h1>{text.portfolio.title}</h1>
        <ProblemNote error={organization.error} onRetry={() => void organization.refetch()} />
      </div>
    );
  }
  if (!organization.data) {
    return (
      <div className="page">
        <h1>{text.portfolio.title}</h1>
        <Skeleton lines={14} />
      </div>
    );
  }
  if (organization.data.empty) return <FirstVisit />;
  return <Overview organization={organization.data} />;
}

function Overview({ organization }: { organization: OrganizationAnswer }) {
  const { at, known } = route.useSearch();
  const map = useQuery(mapQuery({ at, known }));
  return (
    <div className="page portfolio">
      <div className="page-head">
        <h1>{text.portfolio.title}</h1>
      </div>
      <Answer query={map} lines={18}>
        {(answer) => <Systems map={answer} organization={organization} />}
      </Answer>
    </div>
  );
}

function Systems({ map, organization }: { map: PortfolioMapAnswer; organization: OrganizationAnswer }) {
  const {
    sort = 'focus',
    show,
    team,
    criticality,
    production,
    framework,
    group,
    at,
    known,
  } = route.useSearch();
  const crosswalks = useQuery(modelQuery).data?.crosswalk ?? [];
  const crosswalk = crosswalks.find(({ id }) => id === framework);
  const [replayed, setReplayed] = useState<Replayed>();
  const falling = useMemo(() => map.systems.filter((system) => system.falling.length > 0).length, [map]);
  const shown = useMemo(() => {
    const like = inOrder(map, sort).filter((system) => isLike(system, { team, criticality, production }));
    return show === 'falling' ? like.filter((system) => system.falling.length > 0) : like;
  }, [map, sort, show, team, criticality, production]);
  const moment = useMemo(() => ({ at, known }), [at, known]);
  const drawn = useMemo(
    () => (replayed ? shown.map((system) => asReplayed(system, replayed)) : shown),
    [shown, replayed],
  );
  const columns = useMemo(() => columnsOf(map.aspects, crosswalk), [map, crosswalk]);

  return (
    <>
      <Figures systems={map.systems} falling={falling} unowned={organization.counts.unowned} />
      <div className="overview">
        <Focus moment={{ at, known }} />
        <Week moment={{ at, known }} />
      </div>
      <section className="section" id="map" aria-labelledby="map-title">
        <div className="map-head">
          <h2 id="map-title">{text.portfolio.mapTitle}</h2>
          {show === 'falling' && (
            <Link
              to="/"
              search={(previous) => ({ ...previous, show: undefined })}
              className="button"
              resetScroll={false}
            >
              {text.portfolio.showAll}
            </Link>
          )}
          <Legend />
        </div>
        <div className="map-choices">
          <nav className="sorts no-print" aria-label={text.portfolio.sortBy}>
            <span className="soft" aria-hidden="true">
              {text.portfolio.sortBy}
            </span>
            {SORTS.map((each) => (
              <Link
                key={each}
                to="/"
                search={(previous) => ({ ...previous, sort: each === 'focus' ? undefined : each })}
                className="sort"
                activeOptions={{ exact: true, includeSearch: true }}
                resetScroll={false}
                replace
              >
                {text.portfolio.sorts[each]}
              </Link>
            ))}
          </nav>
          <Filters systems={map.systems} frameworks={crosswalks} />
          <Replay moment={{ at, known }} onReplay={setReplayed} />
        </div>
        {crosswalk && <FrameworkLead crosswalk={crosswalk} />}
        {drawn.length === 0 ? (
          <p className="soft">{show === 'falling' ? text.portfolio.noneLapsing : text.portfolio.noneLike}</p>
        ) : (
          <HeatMap
            systems={drawn}
            columns={columns}
            grouped={group === 'team'}
            since={map.since}
            moment={replayed ? undefined : moment}
            sort={sort}
            crosswalk={crosswalk}
          />
        )}
        {crosswalk && <References crosswalk={crosswalk} />}
      </section>
    </>
  );
}
