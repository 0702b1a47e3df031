import { useQuery } from '@tanstack/react-query';
import { ProblemDetail } from '../../components/problem.tsx';
import { detect, isTable, previewable } from '../../imports/preview.ts';
import type { ImportOptions, ImportQueue, QueuedFile } from '../../imports/queue.ts';
import { text } from '../../text.ts';
import { ImportResult, ImportTag } from './import-result.tsx';
import { MapColumns } from './mapping.tsx';
import { recordsText } from './records.ts';

/** One file of the queue: how far it has come, and what came of it. */
export function ImportRow({
  queued,
  queue,
  options,
  look,
}: {
  queued: QueuedFile;
  /** Whether to say beforehand what would be read from it. */
  look: boolean;
  queue: ImportQueue;
  options: ImportOptions;
}) {
  const { id, name, file, progress } = queued;
  const detected = useQuery({
    queryKey: ['detected', id],
    queryFn: ({ signal }) => detect(name, file, signal),
    enabled: look && progress.state === 'waiting' && previewable(file),
    staleTime: 'static',
  });
  const found = progress.state === 'waiting' ? detected.data : undefined;
  const problem = progress.state === 'failed' ? progress.problem : found?.problem;
  const mappable = problem?.title === 'unrecognised' && isTable(name);
  return (
    <li className="import-file" data-state={progress.state}>
      <div className="import-line">
        <span className="import-name break">{name}</span>
        <span className="soft number">{text.evidence.bytes(file.size)}</span>
        <Outcome queued={queued} />
        <span className="import-do">
          {mappable && (
            <MapColumns queued={queued} onImport={(map) => queue.start({ ...options, map }, id)} />
          )}
          {(progress.state === 'sending' || progress.state === 'queued') && (
            <button
              type="button"
              className="button"
              aria-label={text.evidence.cancelOne(name)}
              onClick={() => queue.cancel(id)}
            >
              {text.common.cancel}
            </button>
          )}
          {(progress.state === 'failed' || progress.state === 'cancelled') && (
            <button
              type="button"
              className="button"
              aria-label={text.evidence.retryOne(name)}
              onClick={() => queue.start(options, id)}
            >
              {text.evidence.again}
            </button>
          )}
          {progress.state === 'waiting' && (
            <button
              type="button"
              className="button"
              aria-label={text.evidence.removeOne(name)}
              onClick={() => queue.remove(id)}
            >
              {text.evidence.remove}
            </button>
          )}
        </span>
      </div>
      {progress.state === 'sending' && (
        <progress max={1} value={progress.share < 1 ? progress.share : undefined} aria-label={name} />
      )}
      {found?.report && (
        <p className="soft">
          {text.mapping.detected(found.report.adapter)}
          {': '}
          {recordsText(found.report.records) || text.mapping.nothing}
        </p>
      )}
      {found && mappable && <p className="soft">{text.mapping.unknown}</p>}
      {progress.state === 'failed' && (
        <div className="import-why">
          <ProblemDetail problem={progress.problem} />
        </div>
      )}
      {progress.state === 'done' && <ImportResult answer={progress.answer} />}
    </li>
  );
}

function Outcome({ queued: { progress } }: { queued: QueuedFile }) {
  if (progress.state === 'waiting') return <span className="soft">{text.evidence.waiting}</span>;
  if (progress.state === 'queued') return <span className="soft">{text.evidence.queued}</span>;
  if (progress.state === 'cancelled') return <span className="tag">{text.evidence.cancelled}</span>;
  if (progress.state === 'sending') {
    return (
      <span className="soft number">
        {progress.share < 1
          ? text.evidence.sending(text.common.percent(progress.share))
          : text.evidence.reading(progress.records)}
      </span>
    );
  }
  if (progress.state === 'failed') {
    return (
      <span className="tag warn">
        {progress.problem.status === 0 ? text.evidence.failed : text.evidence.refused}
      </span>
    );
  }
  const { answer } = progress;
  const kept = answer.status !== 'archive' || answer.members.some(({ status }) => status !== 'refused');
  return <ImportTag status={kept ? answer.status : 'refused'} />;
}
