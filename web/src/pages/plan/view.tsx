import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { organizationQuery } from '../../api/organization.ts';
import { useMay } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Choice } from '../../components/field.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { mapQuery } from '../portfolio/query.ts';
import { Board } from './board.tsx';
import { NewPlan } from './form.tsx';
import { Gaps } from './gaps.tsx';
import { PlanList } from './list.tsx';
import { plansQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/plan');

/** What will be done so that levels rise: a board or a list, and the gaps that nobody has planned for. */
export function Plan() {
  const { system, view } = route.useSearch();
  const navigate = useNavigate({ from: '/plan' });
  const plans = useQuery(plansQuery(system));
  const map = useQuery(mapQuery({})).data;
  const systems = map?.systems ?? [];
  const example = useQuery(organizationQuery).data?.example ?? false;
  const mayPlan = useMay('contribute') && !example;
  const chosen = systems.find(({ id }) => id === system);
  useTitle(text.plan.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.plan.title}</h1>
        <p>{text.plan.lead}</p>
        {example && <p>{text.plan.example}</p>}
      </div>
      <div className="plan-choices no-print">
        <Choice
          key={systems.length}
          label={text.plan.system}
          name="system"
          chosen={system ?? ''}
          options={[
            { value: '', text: text.plan.allSystems },
            ...systems.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChange={(value) =>
            void navigate({
              to: '/plan',
              search: (before) => ({ ...before, system: value || undefined, aspect: undefined }),
            })
          }
        />
        <nav className="lists" aria-label={text.plan.views}>
          {([undefined, 'list'] as const).map((each) => (
            <Link
              key={each ?? 'board'}
              from="/plan"
              to="/plan"
              search={(before) => ({ ...before, view: each })}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={view === each ? 'page' : undefined}
              resetScroll={false}
            >
              {each === 'list' ? text.plan.list : text.plan.board}
            </Link>
          ))}
        </nav>
      </div>
      {mayPlan && map && systems.length > 0 && (
        <NewPlan systems={systems} aspects={map.aspects} chosen={chosen} />
      )}
      <Answer query={plans} lines={10}>
        {({ rows }) => {
          if (rows.length === 0 && systems.length === 0) {
            return (
              <div className="section">
                <p className="soft">{text.plan.noSystems}</p>
                <Command>{text.empty.import}</Command>
              </div>
            );
          }
          if (rows.length === 0) return <p className="soft">{text.plan.empty}</p>;
          return view === 'list' ? (
            <PlanList rows={rows} mayPlan={mayPlan} />
          ) : (
            <Board rows={rows} mayPlan={mayPlan} />
          );
        }}
      </Answer>
      {chosen && <Gaps system={chosen.id} plans={plans.data?.rows ?? []} mayPlan={mayPlan} />}
    </div>
  );
}
