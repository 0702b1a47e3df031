import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { OrganizationAnswer, PortfolioAnswer } from '../../../../src/server/api.ts';
import { modelQuery, organizationQuery } from '../../api/organization.ts';
import { Answer, Skeleton } from '../../components/answer.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { type FreshDays, fallsSoon } from '../../time/soon.ts';
import { Figures } from './figures.tsx';
import { Filters, isLike } from './filters.tsx';
import { FirstVisit } from './first-visit.tsx';
import { Focus } from './focus.tsx';
import { FrameworkLead, onlyTouched, References } from './framework.tsx';
import { HeatMap } from './heat-map.tsx';
import { Legend } from './legend.tsx';
import { inOrder, SORTS } from './order.ts';
import { portfolioQuery } from './query.ts';
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
  const portfolio = useQuery(portfolioQuery({ at, known }));
  return (
    <div className="page portfolio">
      <div className="page-head">
        <h1>{text.portfolio.title}</h1>
      </div>
      <Answer query={portfolio} lines={18}>
        {(scorecard) => <Systems scorecard={scorecard} organization={organization} />}
      </Answer>
    </div>
  );
}

function Systems({
  scorecard,
  organization,
}: {
  scorecard: PortfolioAnswer;
  organization: OrganizationAnswer;
}) {
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
  const [replayed, setReplayed] = useState<Replayed>();
  const model = useQuery(modelQuery).data;
  const fresh: FreshDays = useMemo(
    () => new Map(model?.levels.map((rule) => [rule.level, rule.freshDays])),
    [model],
  );
  const falling = useMemo(
    () =>
      new Set(
        scorecard.systems
          .filter((system) => system.aspects.some((aspect) => fallsSoon(aspect, scorecard.at, fresh)))
          .map((system) => system.id),
      ),
    [scorecard, fresh],
  );
  const shown = useMemo(() => {
    const like = inOrder(scorecard, sort).filter((system) =>
      isLike(system, { team, criticality, production }),
    );
    return show === 'falling' ? like.filter((system) => falling.has(system.id)) : like;
  }, [scorecard, sort, show, falling, team, criticality, production]);
  const crosswalk = model?.crosswalk.find(({ id }) => id === framework);
  const drawn = useMemo(() => {
    const now = replayed ? shown.map((system) => asReplayed(system, replayed)) : shown;
    return crosswalk ? now.map((system) => onlyTouched(system, crosswalk)) : now;
  }, [shown, replayed, crosswalk]);

  return (
    <>
      <div className="overview">
        <Figures scorecard={scorecard} falling={falling.size} unowned={organization.counts.unowned} />
        <Focus scorecard={scorecard} />
      </div>
      <Week scorecard={scorecard} moment={{ at, known }} />
      <section className="section" id="map" aria-labelledby="map-title">
        <div className="map-head">
          <h2 id="map-title">{text.portfolio.mapTitle}</h2>
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
          <Filters scorecard={scorecard} frameworks={model?.crosswalk ?? []} />
          <Replay moment={{ at, known }} onReplay={setReplayed} />
        </div>
        {crosswalk && <FrameworkLead crosswalk={crosswalk} />}
        {drawn.length === 0 ? (
          <p className="soft">{show === 'falling' ? text.portfolio.noneLapsing : text.portfolio.noneLike}</p>
        ) : (
          <HeatMap
            systems={drawn}
            grouped={group === 'team'}
            at={replayed?.instant ?? scorecard.at}
            fresh={fresh}
            sort={sort}
            crosswalk={crosswalk}
          />
        )}
        {crosswalk && <References crosswalk={crosswalk} />}
      </section>
    </>
  );
}
