import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DocumentProofAnswer } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Moment } from '../../components/moment.tsx';
import { useTitle } from '../../components/title.ts';
import { Words } from '../../components/words.tsx';
import { hexOf } from '../../proof/check.ts';
import { text } from '../../text.ts';
import '../proof/view.css';
import { Checks } from './checks.tsx';
import { Download } from './download.tsx';
import { type LeafFacts, readLeaf } from './leaf.ts';
import { documentProofQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/evidence/$document');

/** One document: what the log says of it, and the proof that it says so. */
export function DocumentPage() {
  const { document } = route.useParams();
  const proof = useQuery(documentProofQuery(document));
  const facts = readLeaf(proof.data?.leaf ?? null);
  useTitle(facts.name ?? document.slice(0, 12));
  return (
    <div className="page">
      <Answer query={proof} lines={14} page>
        {(proved) => (
          <div className="page">
            <div className="page-head">
              <nav aria-label={text.system.trail}>
                <ol className="trail">
                  <li>
                    <Link to="/evidence">{text.document.trail}</Link>
                  </li>
                </ol>
              </nav>
              <h1 className="break">{facts.name ?? document.slice(0, 12)}</h1>
            </div>
            <Leaf proved={proved} facts={facts} />
            <Proof proved={proved} name={facts.name ?? document.slice(0, 12)} />
          </div>
        )}
      </Answer>
    </div>
  );
}

function Leaf({ proved, facts }: { proved: DocumentProofAnswer; facts: LeafFacts }) {
  const { origin, originName } = facts;
  const rows: [string, ReactNode][] = [
    [text.document.leaf, text.document.leafOf(proved.index, proved.size)],
    [text.document.tool, facts.tool && `${facts.tool} (${facts.adapter})`],
    [text.document.origin, originName && `${originName} (${text.standing.origins[origin ?? ''] ?? origin})`],
    [text.document.happened, facts.happened && <Moment instant={facts.happened} />],
    [text.document.learned, facts.learned && <Moment instant={facts.learned} />],
    [text.document.statements, facts.evidence],
    [text.document.bytes, facts.bytes === undefined ? undefined : text.evidence.bytes(facts.bytes)],
  ];
  return (
    <section className="section" aria-labelledby="leaf-title">
      <div className="section-head">
        <h2 id="leaf-title">{text.document.leaf}</h2>
        <p>{proved.leaf === null ? text.document.erased : text.document.leafLead}</p>
      </div>
      <div className="card proof-card">
        <dl className="proof-figures">
          {rows
            .filter(([, value]) => value !== undefined)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <dl className="proof-facts">
          <dt>{text.document.digest}</dt>
          <dd>
            <code className="break">{proved.document}</code>
          </dd>
          <dt>{text.document.hash}</dt>
          <dd>
            <code className="break">{hexOf(proved.hash)}</code>
          </dd>
        </dl>
      </div>
    </section>
  );
}

function Proof({ proved, name }: { proved: DocumentProofAnswer; name: string }) {
  return (
    <section className="section" aria-labelledby="proof-title">
      <div className="section-head">
        <h2 id="proof-title">{text.document.proof}</h2>
        <p>{text.document.proofLead}</p>
      </div>
      <div className="card proof-card">
        <Checks proved={proved} />
        <details>
          <summary>{text.document.checkpoint}</summary>
          <pre className="proof-note">{proved.proof.slice(proved.proof.indexOf('\n\n') + 2)}</pre>
        </details>
        <div className="document-do">
          <Download className="button primary" name={`${name}.tlog-proof`} content={proved.proof}>
            {text.document.download}
          </Download>
          {proved.leaf !== null && (
            <Download className="button" name="leaf.json" content={proved.leaf}>
              {text.document.downloadLeaf}
            </Download>
          )}
        </div>
      </div>
      <h3>{text.document.verify}</h3>
      <div className="proof-command">
        <p className="small soft">{text.document.fileLead}</p>
        <Command>{text.document.fileCommand(quoted(name))}</Command>
      </div>
      <div className="proof-command">
        <p className="small soft">{text.document.leafCommandLead}</p>
        <Command>{text.document.leafCommand}</Command>
      </div>
      <p className="small soft">
        <Words>{text.document.rest}</Words> <Link to="/proof">{text.document.all}</Link>
      </p>
    </section>
  );
}

/** A name as one word of a command. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
