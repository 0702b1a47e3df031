import { useNavigate } from '@tanstack/react-router';
import { type ChangeEvent, useRef } from 'react';
import { useExample } from '../../api/example.ts';
import { Command } from '../../components/command.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { chosenFiles } from '../../imports/dropped.ts';
import { useImportQueue } from '../../imports/use-queue.ts';
import { text } from '../../text.ts';
import './first-visit.css';

/** No system yet: the three ways in. */
export function FirstVisit() {
  const { queue } = useImportQueue();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = chosenFiles(event.target.files);
    if (files.length === 0) return;
    queue.add(files);
    void navigate({ to: '/evidence' });
  };

  return (
    <div className="page first-visit">
      <div className="page-head">
        <h1>{text.empty.title}</h1>
        <p>{text.empty.lead}</p>
      </div>
      <div className="ways">
        <section className="way card">
          <h2>{text.empty.exampleTitle}</h2>
          <p>{text.empty.exampleText}</p>
          <LoadExample />
        </section>
        <section className="way card">
          <h2>{text.empty.dropTitle}</h2>
          <p>{text.empty.dropText}</p>
          <div className="way-do">
            <input ref={input} type="file" multiple hidden onChange={choose} />
            <button type="button" className="button" onClick={() => input.current?.click()}>
              {text.empty.choose}
            </button>
          </div>
        </section>
        <section className="way card">
          <h2>{text.empty.commandTitle}</h2>
          <p>{text.empty.commandText}</p>
          <Command>{text.empty.scan}</Command>
          <p>{text.empty.commandImport}</p>
          <Command>{text.empty.import}</Command>
        </section>
      </div>
    </div>
  );
}

function LoadExample() {
  const { answer, error, load } = useExample();
  const loading = answer?.state === 'loading';
  return (
    <div className="way-do" aria-live="polite">
      {loading ? (
        <div className="loading-example">
          <label htmlFor="example-progress">{text.example.loading}</label>
          <progress id="example-progress" max={Math.max(1, answer.total)} value={answer.done} />
          <span className="soft small number">{text.example.progress(answer.done, answer.total)}</span>
        </div>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={load.isPending}
          onClick={() => load.mutate()}
        >
          {load.isPending ? text.example.starting : text.example.load}
        </button>
      )}
      {answer?.state === 'failed' && (
        <p className="small">
          <strong>{text.example.failed}</strong> {answer.why}
        </p>
      )}
      {(load.error ?? error) && <ProblemNote error={load.error ?? error} onRetry={() => load.mutate()} />}
    </div>
  );
}
