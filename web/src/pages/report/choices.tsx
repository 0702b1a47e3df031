import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import type { TeamsAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';
import { Field } from '../../components/field.tsx';
import { text } from '../../text.ts';
import { mapQuery } from '../portfolio/query.ts';
import { type Asked, reportParameters } from './query.ts';

/** What the report is about, what it is compared with, and the ways to hand it on. */
export function Choices({ asked }: { asked: Asked }) {
  const navigate = useNavigate({ from: '/report' });
  const client = useQueryClient();
  const about = useId();
  const systems = useQuery(mapQuery({})).data?.systems ?? [];
  const teams =
    useQuery({
      queryKey: ['teams'],
      queryFn: ({ signal }) => request<TeamsAnswer>(address('/teams'), { signal }),
    }).data?.rows ?? [];
  const chosen = asked.system ? `system ${asked.system}` : asked.team ? `team ${asked.team}` : '';
  const download = async (format: 'pdf' | 'md') => {
    const parameters = await reportParameters(client, asked);
    // The server names the file, and says that it is one to keep.
    window.location.assign(
      address('/report', { ...parameters, format, full: asked.full ? 'true' : undefined }),
    );
  };
  return (
    <div className="report-choices no-print">
      <div className="field">
        <label htmlFor={about}>{text.report.about}</label>
        <select
          id={about}
          value={chosen}
          onChange={({ target: { value } }) => {
            const [kind, id] = value.split(' ');
            void navigate({
              search: (before) => ({
                ...before,
                system: kind === 'system' ? id : undefined,
                team: kind === 'team' ? id : undefined,
              }),
            });
          }}
        >
          <option value="">{text.report.everything}</option>
          {teams.length > 0 && (
            <optgroup label={text.report.teams}>
              {teams.map(({ id, name }) => (
                <option key={id} value={`team ${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label={text.report.systems}>
            {systems.map(({ id, name }) => (
              <option key={id} value={`system ${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
      <Field
        label={text.report.compare}
        hint={text.report.compareHint}
        type="date"
        value={asked.compare?.slice(0, 10) ?? ''}
        onChange={({ target: { value } }) =>
          void navigate({ search: (before) => ({ ...before, compare: value || undefined }) })
        }
      />
      <label className="report-full">
        <input
          type="checkbox"
          checked={asked.full ?? false}
          onChange={({ target: { checked } }) =>
            void navigate({ search: (before) => ({ ...before, full: checked || undefined }) })
          }
        />
        {text.report.full}
      </label>
      <p className="report-do">
        <button type="button" className="button" onClick={() => window.print()}>
          {text.report.print}
        </button>
        <button type="button" className="button" onClick={() => void download('md')}>
          {text.report.markdown}
        </button>
        <button type="button" className="button primary" onClick={() => void download('pdf')}>
          {text.report.pdf}
        </button>
      </p>
    </div>
  );
}
