import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WitnessesAnswer } from '../../../../src/server/api.ts';
import { organizationQuery } from '../../api/organization.ts';
import { send, useMay } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { Command } from '../../components/command.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';
import { AddWitness } from './add-witness.tsx';
import { witnessesQuery } from './query.ts';

type Row = WitnessesAnswer['rows'][number];

/** Who outside keeps checkpoints, and what each of them last saw. */
export function Witnesses() {
  const witnesses = useQuery(witnessesQuery);
  const client = useQueryClient();
  const example = useQuery(organizationQuery).data?.example ?? false;
  const may = useMay('administer') && !example;
  const removal = useMutation({
    mutationFn: (id: string) => send('DELETE', `/witnesses/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries(),
  });
  const once = useMutation({
    mutationFn: (id: string) => send<Row>('POST', `/witnesses/${encodeURIComponent(id)}/try`),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <section className="section" aria-labelledby="witnesses-title">
      <div className="section-head">
        <h2 id="witnesses-title">{text.proof.witnesses}</h2>
        <p>{text.proof.witnessesLead}</p>
      </div>
      <Answer query={witnesses} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <div className="section">
              <p className="soft">{text.proof.noWitness}</p>
              <Command>{text.proof.addCommand}</Command>
            </div>
          ) : (
            <div className="section">
              {rows.map((row) => row.problem?.kind === 'forked' && <Alarm key={row.id} row={row} />)}
              <Scroller label={text.proof.witnesses}>
                <Table
                  rows={rows}
                  {...(may && {
                    onTry: (id: string) => once.mutate(id),
                    onRemove: (id: string) => removal.mutate(id),
                  })}
                  busy={once.isPending || removal.isPending}
                />
              </Scroller>
            </div>
          )
        }
      </Answer>
      {once.error && <ProblemNote error={once.error} />}
      {removal.error && <ProblemNote error={removal.error} />}
      {may && <AddWitness />}
    </section>
  );
}

function Alarm({ row: { name, problem } }: { row: Row }) {
  if (!problem) return null;
  return (
    <div className="problem card" role="alert">
      <p>
        <strong className="problem-title">{text.proof.alarm}.</strong> {name}: {problem.why}
      </p>
      <p>
        <Words english>{problem.next}</Words>
      </p>
    </div>
  );
}

function Table({
  rows,
  onTry,
  onRemove,
  busy,
}: {
  rows: readonly Row[];
  onTry?: (id: string) => void;
  onRemove?: (id: string) => void;
  busy: boolean;
}) {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{text.proof.witness}</th>
          <th scope="col">{text.proof.kind}</th>
          <th scope="col">{text.proof.where}</th>
          <th scope="col">{text.proof.holds}</th>
          <th scope="col">{text.proof.saw}</th>
          <th scope="col">{text.proof.state}</th>
          {onTry && <th scope="col">{text.proof.do}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, kind, where, seen, problem }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="nowrap">{text.proof.kinds[kind]}</td>
            <td className="break">{where}</td>
            <td className="nowrap number">{seen ? text.proof.holdsLeaves(seen.size) : text.common.none}</td>
            <td>{seen ? <Moment instant={seen.at} /> : text.common.never}</td>
            <td>
              <span className={problem ? 'tag warn' : seen ? 'tag good' : 'tag'}>
                {text.proof.states[problem?.kind ?? (seen ? 'ok' : 'waiting')]}
              </span>
              {problem?.kind === 'failed' && (
                <p className="small soft break">
                  <Words english>{problem.why}</Words>
                </p>
              )}
            </td>
            {onTry && (
              <td>
                <button
                  type="button"
                  className="button"
                  aria-label={text.proof.tryOne(name)}
                  disabled={busy}
                  onClick={() => onTry(id)}
                >
                  {text.proof.tryNow}
                </button>{' '}
                {onRemove && (
                  <Confirm
                    label={text.proof.remove}
                    title={text.proof.removeQuestion(name)}
                    detail={text.proof.removeDetail}
                    busy={busy}
                    onConfirm={() => onRemove(id)}
                  />
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
