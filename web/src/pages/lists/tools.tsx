import { type FormEvent, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Menu } from '../../components/table/menu.tsx';
import { text } from '../../text.ts';
import { exportAddress } from './query.ts';
import type { ListName, ListSearch } from './search.ts';
import { savedViews, saveViews } from './views.ts';

/** Views that are worth keeping, and the link to this one. */
export function Views({
  list,
  search,
  onView,
}: {
  list: ListName;
  search: ListSearch;
  onView: (search: ListSearch) => void;
}) {
  const [views, setViews] = useState(() => savedViews(list));
  const [name, setName] = useState('');
  const [copied, setCopied] = useState(false);
  const presets: readonly { name: string; search: ListSearch }[] = text.lists.presets[list];

  const keep = (next: typeof views) => {
    setViews(next);
    saveViews(list, next);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const called = name.trim();
    if (called === '') return;
    const { open: _, ...shown } = search;
    keep([...views.filter((each) => each.name !== called), { name: called, search: shown }]);
    setName('');
  };
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };

  return (
    <Menu name={text.lists.viewsOf} label={<span>{text.lists.views}</span>}>
      {(close) => (
        <div className="views">
          <h3>{text.lists.suggested}</h3>
          <ul>
            {presets.map((preset) => (
              <li key={preset.name}>
                <ViewButton
                  name={preset.name}
                  onClick={() => {
                    onView(preset.search);
                    close();
                  }}
                />
              </li>
            ))}
          </ul>
          <h3>{text.lists.saved}</h3>
          {views.length === 0 && <p className="soft">{text.lists.noViews}</p>}
          <ul>
            {views.map((view) => (
              <li key={view.name}>
                <ViewButton
                  name={view.name}
                  onClick={() => {
                    onView(view.search);
                    close();
                  }}
                />
                <button
                  type="button"
                  className="button quiet"
                  onClick={() => keep(views.filter((each) => each !== view))}
                >
                  <Icon name="close" />
                  <span className="hidden">{text.lists.remove(view.name)}</span>
                </button>
              </li>
            ))}
          </ul>
          <form onSubmit={save}>
            <input
              aria-label={text.lists.saveAs}
              placeholder={text.lists.saveAs}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
            <button type="submit" className="button" disabled={name.trim() === ''}>
              {text.lists.save}
            </button>
          </form>
          <button type="button" className="button" onClick={() => void copy()}>
            <span role="status">{copied ? text.lists.copied : text.lists.copy}</span>
          </button>
        </div>
      )}
    </Menu>
  );
}

function ViewButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" className="view-open" onClick={onClick}>
      {name}
    </button>
  );
}

/** The whole list as a file. */
export function Export({ list, search }: { list: ListName; search: ListSearch }) {
  return (
    <Menu name={text.lists.export} label={<span>{text.lists.export}</span>}>
      {() => (
        <div className="views">
          <p className="soft">{text.lists.exportLead}</p>
          <a className="button" href={exportAddress(list, search, 'csv')} download>
            {text.lists.exportCsv}
          </a>
          <a className="button" href={exportAddress(list, search, 'json')} download>
            {text.lists.exportJson}
          </a>
        </div>
      )}
    </Menu>
  );
}
