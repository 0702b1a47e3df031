import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { ProblemDetail } from '../../components/problem.tsx';
import { isPart, preview } from '../../imports/preview.ts';
import type { QueuedFile } from '../../imports/queue.ts';
import { text } from '../../text.ts';
import { ImportReport } from './import-result.tsx';

/** Long enough that a preview is not asked for at every key. */
const PAUSE = 350;

/** What an import would read by a map: a saved one, or the one that is being made. */
export function MappingPreview({
  queued,
  map,
  document,
}: {
  queued: QueuedFile;
  map: string | undefined;
  document: unknown;
}) {
  const { id, name, file } = queued;
  const wanted = useLater(JSON.stringify({ map, document }));
  const read = useQuery({
    queryKey: ['preview', id, wanted],
    queryFn: ({ signal }) => {
      const { map: saved, document: made } = JSON.parse(wanted) as { map?: string; document?: unknown };
      return preview(name, file, { map: saved, document: made, signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 'static',
    retry: false,
  });
  return (
    <section className="mapping-part mapping-preview" aria-busy={read.isFetching} aria-live="polite">
      <h3>{text.mapping.preview}</h3>
      {isPart(file) && <p className="soft small">{text.mapping.previewPart}</p>}
      {read.error ? (
        <div className="import-why">
          <ProblemDetail problem={toProblem(read.error)} />
        </div>
      ) : read.data ? (
        <ImportReport report={read.data} />
      ) : (
        <p className="soft">{text.mapping.previewWait}</p>
      )}
    </section>
  );
}

function useLater(value: string): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return late;
}
