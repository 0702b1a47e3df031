import { useQuery } from '@tanstack/react-query';
import type { LogAnswer } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Moment } from '../../components/moment.tsx';
import { useTitle } from '../../components/title.ts';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { BundleOf } from './bundle.tsx';
import { logQuery } from './query.ts';
import './view.css';
import { Witnesses } from './witnesses.tsx';

/** The log behind every level: what it is, who watches it, and how others check it. */
export function Proof() {
  useTitle(text.proof.title);
  const log = useQuery(logQuery);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.proof.title}</h1>
        <p>{text.proof.lead}</p>
      </div>
      <Answer query={log} lines={12}>
        {(data) =>
          data === null ? (
            <div className="section">
              <p className="soft">{text.proof.none}</p>
              <Command>{text.empty.import}</Command>
            </div>
          ) : (
            <div className="page">
              <BundleOf log={data} />
              <Log log={data} />
              <Witnesses />
            </div>
          )
        }
      </Answer>
      <Meaning />
    </div>
  );
}

function Log({ log }: { log: LogAnswer }) {
  return (
    <section className="section" aria-labelledby="log-title">
      <div className="section-head">
        <h2 id="log-title">{text.proof.log}</h2>
        <p>{text.proof.logLead}</p>
      </div>
      <div className="card proof-card">
        <dl className="proof-figures">
          <div>
            <dt>{text.proof.size}</dt>
            <dd className="number">{log.size.toLocaleString(text.locale)}</dd>
          </div>
          <div>
            <dt>{text.proof.newest}</dt>
            <dd>{log.newest === null ? text.common.none : <Moment instant={log.newest} />}</dd>
          </div>
          <div>
            <dt>{text.proof.witnessed}</dt>
            <dd>
              {log.cosigned === null ? text.proof.notWitnessed : text.proof.witnessedUpTo(log.cosigned)}
            </dd>
          </div>
          <div>
            <dt>{text.proof.keys}</dt>
            <dd className="number">{log.keys}</dd>
          </div>
        </dl>
        <dl className="proof-facts">
          <dt>{text.proof.key}</dt>
          <dd>
            <code className="break">{log.key}</code>
          </dd>
          <dt>{text.proof.origin}</dt>
          <dd>
            <code className="break">{log.origin}</code>
          </dd>
          <dt>{text.proof.root}</dt>
          <dd>
            <code className="break">{log.root}</code>
          </dd>
        </dl>
        <details>
          <summary>{text.proof.checkpoint}</summary>
          <pre className="proof-note">{log.checkpoint}</pre>
        </details>
      </div>
      <p className="small soft proof-wide">
        <Words>{text.proof.rotate}</Words>
      </p>
      <div className="proof-command">
        <p className="small">{text.proof.check}</p>
        <Command>{text.proof.checkCommand}</Command>
      </div>
    </section>
  );
}

function Meaning() {
  return (
    <section className="section" aria-labelledby="meaning-title">
      <h2 id="meaning-title">{text.proof.meaning}</h2>
      <div className="proof-pair">
        <div>
          <h3>{text.proof.proves}</h3>
          <ul className="proof-list" data-holds="yes">
            {text.proof.provesList.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{text.proof.provesNot}</h3>
          <ul className="proof-list" data-holds="no">
            {text.proof.provesNotList.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}
