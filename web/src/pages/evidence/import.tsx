import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { chosenFiles, type NamedFile } from '../../imports/dropped.ts';
import { onItsWay } from '../../imports/queue.ts';
import { useImportQueue } from '../../imports/use-queue.ts';
import { text } from '../../text.ts';
import { ImportRow } from './import-row.tsx';
import './import.css';

/** Of a dropped folder only the first files are looked at beforehand: each is sent once more for it. */
const LOOKED_AT = 12;

/** Hands files in: drop or choose, say whose they are where they do not say it, start, and see what was read. */
export function Import() {
  const { queue, files } = useImportQueue();
  const [system, setSystem] = useState('');
  const [happened, setHappened] = useState('');
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);

  const options = { system: system.trim() || undefined, happened: happened || undefined };
  const waiting = files.filter((each) => each.progress.state === 'waiting').length;
  const busy = files.filter(onItsWay).length;

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen: NamedFile[] = chosenFiles(event.target.files);
    if (chosen.length > 0) queue.add(chosen);
    // The same file chosen again is a change only where the input was emptied.
    event.target.value = '';
  };
  const chooseFolder = () => {
    if (!folderInput.current) return;
    // Not among React's attributes.
    folderInput.current.webkitdirectory = true;
    folderInput.current.click();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    queue.start(options);
  };

  return (
    <section className="section" id="import" aria-labelledby="import-title">
      <div className="section-head">
        <h2 id="import-title">{text.evidence.import}</h2>
        <p>{text.evidence.importLead}</p>
      </div>
      <form className="import card" onSubmit={submit}>
        <div className="import-drop">
          <p>
            <Icon name="up" />
            {text.evidence.dropHere}
          </p>
          <div className="import-choose">
            <input ref={fileInput} type="file" multiple hidden onChange={choose} data-testid="files" />
            <input ref={folderInput} type="file" hidden onChange={choose} />
            <button type="button" className="button" onClick={() => fileInput.current?.click()}>
              {text.evidence.chooseFiles}
            </button>
            <button type="button" className="button" onClick={chooseFolder}>
              {text.evidence.chooseFolder}
            </button>
          </div>
        </div>
        <div className="import-options">
          <Field
            type="text"
            label={text.evidence.system}
            hint={text.evidence.systemHint}
            value={system}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setSystem(event.target.value)}
          />
          <Field
            type="date"
            label={text.evidence.happened}
            hint={text.evidence.happenedHint}
            value={happened}
            onChange={(event) => setHappened(event.target.value)}
          />
        </div>
        {files.length > 0 && (
          <div className="import-actions">
            <button type="submit" className="button primary" disabled={waiting === 0}>
              {text.evidence.start(waiting)}
            </button>
            <button type="button" className="button" onClick={queue.clear}>
              {text.evidence.clear}
            </button>
            <span className="soft small number" role="status">
              {busy > 0 || waiting < files.length
                ? text.evidence.summary(files.length - waiting - busy, files.length)
                : ''}
            </span>
          </div>
        )}
      </form>
      {files.length > 0 && (
        <ul className="import-files" aria-label={text.evidence.queue}>
          {files.map((each, index) => (
            <ImportRow key={each.id} queued={each} queue={queue} options={options} look={index < LOOKED_AT} />
          ))}
        </ul>
      )}
    </section>
  );
}
