import type { LastSystemImportAnswer } from '../../../../src/server/api.ts';
import { useMay } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Moment } from '../../components/moment.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useSettings } from './use-settings.ts';

/** The import of systems that was last, with a way to take it back. */
export function LastImport() {
  const { list, change } = useSettings<LastSystemImportAnswer>('/system-list/last');
  const may = useMay('administer');
  const last = list.data?.last;
  if (!may || (!last && !change.error)) return null;
  const words = text.systemList;
  return (
    <div className="card admin-last">
      {last && (
        <>
          <p className="break">
            {words.last(last.file, last.by)} <Moment instant={last.at} />.{' '}
            <span className="soft">{words.did(last.made, last.changed)}</span>
          </p>
          <Confirm
            label={words.undo}
            title={words.undoQuestion}
            detail={words.undoDetail}
            busy={change.isPending}
            onConfirm={() =>
              change.mutate({ method: 'POST', to: '/system-list/undo', body: { id: last.id } })
            }
          />
        </>
      )}
      {change.error ? <ProblemNote error={change.error} /> : null}
    </div>
  );
}
