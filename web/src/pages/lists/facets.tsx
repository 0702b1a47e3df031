import { useState } from 'react';
import type { FacetsAnswer } from '../../../../src/server/api.ts';
import { Menu } from '../../components/table/menu.tsx';
import { text } from '../../text.ts';
import { accountText, moneyText, monthText } from './cells.tsx';
import type { Chosen, Facet } from './search.ts';
import './facets.css';

type Counts = FacetsAnswer['facets'][number];
type Value = Counts['values'][number];
/** From this many values on, a menu can be searched. */
const MANY = 9;
/** Values that the strip shows; severities stand in their own order, all others as the server has them. */
const STRIP = 14;
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

/** What a value is called. */
export function valueText(facet: string, { value, name }: Pick<Value, 'value' | 'name'>): string {
  if (facet === 'month') return monthText(value);
  if (facet === 'account' && value) return accountText(value);
  return text.lists.values[facet]?.[value] ?? (name || text.common.unknown);
}

/** The first facet, always in sight: each value with its count or its sum, and its share as a line. */
export function Strip({
  counts,
  chosen,
  onChoose,
}: {
  counts: Counts;
  chosen: readonly string[];
  onChoose: (values: string[]) => void;
}) {
  const facet = counts.facet;
  const values = ordered(counts).slice(0, STRIP);
  if (values.length < 2 && chosen.length === 0) return null;
  const most = Math.max(...values.map(sizeOf), 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be of a form.
    <div className="strip" role="group" aria-label={titleOf(facet)}>
      {values.map((value) => (
        <button
          key={value.value}
          type="button"
          className="strip-value"
          aria-pressed={chosen.includes(value.value)}
          onClick={() => onChoose(toggled(chosen, value.value))}
        >
          <span className="strip-name">{valueText(facet, value)}</span>
          <span className="strip-count">{sizeText(value)}</span>
          {/* Through the object model: the content security policy refuses styles in the markup. */}
          <span
            className="strip-line"
            style={{ inlineSize: `${(100 * sizeOf(value)) / most}%` }}
            aria-hidden="true"
          />
        </button>
      ))}
    </div>
  );
}

/** Another facet: its values with their counts behind a button. */
export function FacetMenu({
  counts,
  chosen,
  onChoose,
}: {
  counts: Counts;
  chosen: readonly string[];
  onChoose: (values: string[]) => void;
}) {
  const { facet, values, more } = counts;
  const title = titleOf(facet);
  // Of which nothing is known, nothing can be chosen.
  if (chosen.length === 0 && values.every(({ value }) => value === '')) return null;
  const names = chosen.map((value) =>
    valueText(facet, values.find((each) => each.value === value) ?? { value, name: value }),
  );
  return (
    <Menu
      name={text.lists.pick(title)}
      marked={chosen.length > 0}
      label={<span>{names.length > 0 ? `${title}: ${names.join(', ')}` : title}</span>}
    >
      {() => <Values facet={facet} values={values} more={more} chosen={chosen} onChoose={onChoose} />}
    </Menu>
  );
}

function Values({
  facet,
  values,
  more,
  chosen,
  onChoose,
}: Counts & { chosen: readonly string[]; onChoose: (values: string[]) => void }) {
  const [wanted, setWanted] = useState('');
  // What was chosen stays to be taken back, though nothing has it now.
  const gone = chosen
    .filter((value) => !values.some((each) => each.value === value))
    .map((value) => ({ value, name: value, count: 0, amounts: [] }));
  const shown = [...values, ...gone].filter((value) =>
    valueText(facet, value).toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <>
      {values.length >= MANY && (
        <input
          type="search"
          className="facet-find"
          aria-label={text.lists.find}
          placeholder={text.lists.find}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul className="facet-values">
        {shown.map((value) => (
          <li key={value.value}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(value.value)}
                onChange={() => onChoose(toggled(chosen, value.value))}
              />
              <span className="facet-name">{valueText(facet, value)}</span>
              <span className="soft number">{sizeText(value)}</span>
            </label>
          </li>
        ))}
      </ul>
      {more && <p className="soft">{text.lists.moreValues}</p>}
      {chosen.length > 0 && (
        <p>
          <button type="button" className="button quiet" onClick={() => onChoose([])}>
            {text.lists.clear}
          </button>
        </p>
      )}
    </>
  );
}

export function chosenIn(chosen: Chosen, facet: string): readonly string[] {
  return chosen[facet as Facet] ?? []; // the server's facets are those of the list
}

function titleOf(facet: string): string {
  const titles: Readonly<Record<string, string>> = text.lists.facets;
  return titles[facet] ?? facet;
}

function toggled(chosen: readonly string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
}

function ordered({ facet, values }: Counts): Value[] {
  if (facet !== 'severity') return values;
  return [...values].sort((a, b) => SEVERITIES.indexOf(a.value) - SEVERITIES.indexOf(b.value));
}

/** Money where it is counted in money, else rows. */
function sizeOf({ count, amounts }: Value): number {
  return amounts[0] ? Math.max(0, amounts[0].amount) : count;
}
function sizeText({ count, amounts }: Value): string {
  const [first] = amounts;
  return first ? moneyText(first.amount, first.currency, 0) : count.toLocaleString(text.locale);
}
