import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useId } from 'react';
import type { LogAnswer } from '../../../../src/server/api.ts';
import { useTimeZone } from '../../api/organization.ts';
import { address } from '../../api/request.ts';
import { Command } from '../../components/command.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { instantOf } from '../../time/day.ts';
import { systemsQuery, witnessesQuery } from './query.ts';

const route = getRouteApi('/proof');

/** Which system is proved to others, the file, and what they do with it. */
export function BundleOf({ log }: { log: LogAnswer }) {
  const { system: wanted, aspect, at, known } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useTimeZone();
  const systems = useQuery(systemsQuery).data?.rows ?? [];
  const witnesses = useQuery(witnessesQuery).data?.rows ?? [];
  const [systemField, aspectField] = [useId(), useId()];
  const system = systems.find(({ id }) => id === wanted) ?? systems[0];
  const file = `${[system?.id, aspect].filter(Boolean).join('.')}.assay-proof.json`;
  const moment = { at: instantOf(at, zone), known: instantOf(known, zone) };
  const signer = witnesses.find(({ key, seen }) => key !== null && seen !== null);
  return (
    <section className="section" aria-labelledby="bundle-title">
      <div className="section-head">
        <h2 id="bundle-title">{text.proof.bundle}</h2>
        <p>
          <Words>{text.proof.bundleLead}</Words>
        </p>
      </div>
      {system === undefined ? (
        <p className="soft">{text.proof.noSystems}</p>
      ) : (
        <div className="card proof-card">
          <div className="proof-choose">
            <div className="field">
              <label htmlFor={systemField}>{text.proof.system}</label>
              <select
                id={systemField}
                value={system.id}
                onChange={({ target }) =>
                  void navigate({ search: (now) => ({ ...now, system: target.value }), replace: true })
                }
              >
                {systems.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor={aspectField}>{text.proof.aspect}</label>
              <select
                id={aspectField}
                value={aspect ?? ''}
                onChange={({ target }) =>
                  void navigate({
                    search: (now) => ({ ...now, aspect: target.value || undefined }),
                    replace: true,
                  })
                }
              >
                <option value="">{text.proof.allAspects}</option>
                {Object.entries(text.aspects).map(([each, title]) => (
                  <option key={each} value={each}>
                    {title}
                  </option>
                ))}
              </select>
            </div>
            <a
              className="button primary"
              href={address(`/systems/${encodeURIComponent(system.id)}/proof`, { aspect, ...moment })}
              download={file}
            >
              {text.proof.download}
            </a>
          </div>
          <div className="proof-command">
            <h3>{text.proof.verify}</h3>
            <p className="small soft">{text.proof.verifyLead}</p>
            <Command>
              {text.proof.verifyCommand(file, log.key) +
                (signer?.key ? text.proof.witnessCommand(signer.key) : '')}
            </Command>
          </div>
        </div>
      )}
    </section>
  );
}
