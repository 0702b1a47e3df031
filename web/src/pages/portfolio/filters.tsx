import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import type { ModelAnswer } from '../../../../src/server/api.ts';
import { text } from '../../text.ts';
import type { MapSystem } from './query.ts';
import type { PortfolioSearch } from './route.ts';
import './filters.css';

const route = getRouteApi('/');

/** Narrows the map by team, criticality, production and framework, and groups it by team; all of it in the address. */
export function Filters({
  systems,
  frameworks,
}: {
  systems: readonly MapSystem[];
  frameworks: ModelAnswer['crosswalk'];
}) {
  const { team, criticality, production, framework, group } = route.useSearch();
  const navigate = useNavigate({ from: '/' });
  const id = useId();
  const teams = [...new Set(systems.flatMap((system) => system.team ?? []))].sort();
  const change = (more: Partial<PortfolioSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...more }), resetScroll: false, replace: true });
  return (
    <fieldset className="filters no-print">
      <legend className="hidden">{text.portfolio.filters}</legend>
      <label htmlFor={`${id}-team`}>{text.portfolio.team}</label>
      <select
        id={`${id}-team`}
        value={team ?? ''}
        onChange={({ target: { value } }) => change({ team: value || undefined })}
      >
        <option value="">{text.portfolio.allTeams}</option>
        {teams.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-criticality`}>{text.portfolio.criticality}</label>
      <select
        id={`${id}-criticality`}
        value={criticality ?? ''}
        onChange={({ target: { value } }) =>
          change({ criticality: CRITICALITIES.find((each) => each === value) })
        }
      >
        <option value="">{text.portfolio.anyCriticality}</option>
        {CRITICALITIES.map((each) => (
          <option key={each} value={each}>
            {text.criticality[each]}
          </option>
        ))}
      </select>
      {frameworks.length > 0 && (
        <>
          <label htmlFor={`${id}-framework`}>{text.portfolio.framework}</label>
          <select
            id={`${id}-framework`}
            value={frameworks.some((each) => each.id === framework) ? framework : ''}
            onChange={({ target: { value } }) => change({ framework: value || undefined })}
          >
            <option value="">{text.portfolio.allAspects}</option>
            {frameworks.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}
              </option>
            ))}
          </select>
        </>
      )}
      <label>
        <input
          type="checkbox"
          checked={production ?? false}
          onChange={({ target: { checked } }) => change({ production: checked || undefined })}
        />
        {text.portfolio.productionOnly}
      </label>
      <label>
        <input
          type="checkbox"
          checked={group === 'team'}
          onChange={({ target: { checked } }) => change({ group: checked ? 'team' : undefined })}
        />
        {text.portfolio.group}
      </label>
    </fieldset>
  );
}

export const CRITICALITIES = ['high', 'medium', 'low'] as const;

/** Whether a system is like what the address asks for. */
export function isLike(
  system: Pick<MapSystem, 'team' | 'criticality' | 'production'>,
  wanted: Pick<PortfolioSearch, 'team' | 'criticality' | 'production'>,
): boolean {
  if (wanted.team !== undefined && system.team !== wanted.team) return false;
  if (wanted.criticality !== undefined && system.criticality !== wanted.criticality) return false;
  return !wanted.production || system.production === true;
}
