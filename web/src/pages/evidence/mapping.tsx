import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type {
  MapFieldsAnswer,
  MapSuggestionAnswer,
  NewMapBody,
  SavedMapAnswer,
  SavedMapsAnswer,
} from '../../../../src/server/api.ts';
import { toProblem } from '../../api/problem.ts';
import { address, request } from '../../api/request.ts';
import { send } from '../../api/session.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { suggestMap } from '../../imports/preview.ts';
import type { QueuedFile } from '../../imports/queue.ts';
import { text } from '../../text.ts';
import { type Draft, firstDraft, mapOf } from './draft.ts';
import { MappingFields } from './mapping-fields.tsx';
import { MappingPreview } from './mapping-preview.tsx';
import './mapping.css';

const SHOWN = 5;
const mapsQuery = queryOptions({
  queryKey: ['maps'],
  queryFn: ({ signal }) => request<SavedMapsAnswer>(address('/maps'), { signal }),
});
const fieldsQuery = queryOptions({
  queryKey: ['maps', 'fields'],
  queryFn: ({ signal }) => request<MapFieldsAnswer>(address('/maps/fields'), { signal }),
  staleTime: 'static',
});

interface Props {
  queued: QueuedFile;
  onImport: (map: string) => void;
}

/** A button that opens the mapping of a table that no adapter knows. */
export function MapColumns({ queued, onImport }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={text.mapping.openOne(queued.name)}
        onClick={() => setOpen(true)}
      >
        {text.mapping.open}
      </button>
      {open && <Mapping queued={queued} onImport={onImport} onClose={() => setOpen(false)} />}
    </>
  );
}

function Mapping({ queued, onImport, onClose }: Props & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { id, name, file } = queued;
  const table = useQuery({
    queryKey: ['suggest', id],
    queryFn: ({ signal }) => suggestMap(name, file, signal),
    staleTime: 'static',
    retry: false,
  });
  const known = useQuery(fieldsQuery);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const error = table.error ?? known.error;
  return (
    <dialog ref={dialog} className="mapping" aria-labelledby={heading} onClose={onClose}>
      <div className="mapping-head">
        <div>
          <h2 id={heading} className="break">
            {text.mapping.title(name)}
          </h2>
          <p className="soft small">{text.mapping.lead}</p>
        </div>
        <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          <span className="hidden">{text.common.close}</span>
        </button>
      </div>
      {error ? <ProblemNote error={error} /> : null}
      {table.data && known.data ? (
        <Editor
          queued={queued}
          table={table.data}
          known={known.data}
          onImport={(map) => {
            dialog.current?.close();
            onImport(map);
          }}
        >
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {text.common.cancel}
          </button>
        </Editor>
      ) : (
        !error && <p className="soft">{text.common.loading}</p>
      )}
    </dialog>
  );
}

function Editor({
  queued,
  table,
  known,
  onImport,
  children,
}: Props & { table: MapSuggestionAnswer; known: MapFieldsAnswer; children: ReactNode }) {
  const [draft, setDraft] = useState<Draft>(() => firstDraft(queued.name, table.map));
  const [saved, setSaved] = useState('');
  const maps = useQuery(mapsQuery).data?.rows ?? [];
  const fields = known.kinds.find(({ kind }) => kind === draft.kind);
  const document = fields && mapOf(draft, table, fields);
  const save = useMutation({
    mutationFn: (replace: boolean) =>
      send<SavedMapAnswer>('POST', '/maps', {
        text: JSON.stringify(document, null, 2),
        replace,
      } satisfies NewMapBody),
    onSuccess: ({ id }) => onImport(id),
  });
  const taken = save.error !== null && toProblem(save.error).status === 409;
  const change = (next: Draft) => {
    save.reset();
    setDraft(next);
  };
  return (
    <form
      className="mapping-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (saved !== '') onImport(saved);
        else save.mutate(taken);
      }}
    >
      <FirstRows table={table} />
      {maps.length > 0 && (
        <Choice
          label={text.mapping.use}
          name="saved"
          options={[
            { value: '', text: text.mapping.fresh },
            ...maps.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChange={setSaved}
        />
      )}
      {saved === '' && fields && (
        <MappingFields draft={draft} kind={fields} known={known} table={table} onChange={change} />
      )}
      <MappingPreview queued={queued} map={saved || undefined} document={saved ? undefined : document} />
      {saved === '' && (
        <Field
          type="text"
          label={text.mapping.name}
          hint={text.mapping.nameHint}
          value={draft.name}
          maxLength={200}
          required
          onChange={(event) => change({ ...draft, name: event.target.value })}
        />
      )}
      {save.error ? <ProblemNote error={save.error} /> : null}
      <div className="mapping-do">
        {children}
        <button type="submit" className="button primary" disabled={save.isPending}>
          {saved !== '' ? text.mapping.import : taken ? text.mapping.replace : text.mapping.saveAndImport}
        </button>
      </div>
    </form>
  );
}

function FirstRows({ table: { columns, sample, hidden } }: { table: MapSuggestionAnswer }) {
  return (
    <section className="mapping-part">
      <h3>{text.mapping.rows}</h3>
      <Scroller label={text.mapping.rows}>
        <table className="rows">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.slice(0, SHOWN).map((row, index) => (
              // Rows of a table can be alike in every cell.
              // biome-ignore lint/suspicious/noArrayIndexKey: the sample of a file never changes.
              <tr key={index}>
                {columns.map((column, at) => (
                  <td key={column}>{row[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {hidden.length > 0 && <p className="soft small">{text.mapping.hidden(hidden.join(', '))}</p>}
    </section>
  );
}
