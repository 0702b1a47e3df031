import { useId } from 'react';
import type { MapFieldsAnswer, MapSuggestionAnswer } from '../../../../src/server/api.ts';
import { Choice, Field } from '../../components/field.tsx';
import { text } from '../../text.ts';
import { columnOf, type MapField, type Source } from './draft.ts';

/** Texts of a column whose meaning can be chosen; more say nothing new. */
const MEANINGS = 6;
const COLUMN = 'column:';
const VALUE = 'value';

/** Where one field comes from: a column, the same text for all rows, or nowhere. */
export function MappingField({
  field,
  source,
  table,
  formats,
  onChange,
}: {
  field: MapField;
  source: Source | undefined;
  table: MapSuggestionAnswer;
  formats: MapFieldsAnswer['formats'];
  onChange: (source: Source | undefined) => void;
}) {
  const id = useId();
  const label = text.mapping.fields[field.name] ?? field.name;
  const column = columnOf(source);
  const chosen = column !== undefined ? COLUMN + column : source ? VALUE : '';
  const choose = (value: string) => {
    if (value === '') onChange(undefined);
    else if (value === VALUE) onChange({ value: field.words?.[0] ?? '' });
    else onChange({ column: value.slice(COLUMN.length) });
  };
  return (
    <div className="mapping-field">
      <div className="field">
        <label htmlFor={id} className="mapping-label">
          {label} {field.required && <span className="tag">{text.mapping.needed}</span>}
        </label>
        <select
          id={id}
          value={chosen}
          aria-describedby={`${id}-hint`}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{text.mapping.notRead}</option>
          <option value={VALUE}>{text.mapping.always}</option>
          <optgroup label={text.mapping.columns}>
            {table.columns.map((name) => (
              <option key={name} value={COLUMN + name}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
        <span id={`${id}-hint`} className="soft">
          {field.help}
        </span>
      </div>
      {chosen === VALUE && field.words && (
        <Choice
          label={text.mapping.alwaysValue(label)}
          name={`${field.name}-value`}
          options={field.words.map((word) => ({ value: word, text: wordText(field.name, word) }))}
          chosen={source?.value ?? ''}
          onChange={(value) => onChange({ value })}
        />
      )}
      {chosen === VALUE && !field.words && (
        <Field
          type="text"
          label={text.mapping.alwaysValue(label)}
          value={source?.value ?? ''}
          maxLength={300}
          onChange={(event) => onChange({ value: event.target.value })}
        />
      )}
      {column !== undefined && field.time && (
        <Choice
          label={text.mapping.format(label)}
          name={`${field.name}-format`}
          options={[
            { value: '', text: text.mapping.iso },
            ...formats.map((format) => ({ value: format, text: format })),
          ]}
          chosen={source?.format ?? ''}
          onChange={(format) => onChange({ ...without(source, 'format'), ...(format && { format }) })}
        />
      )}
      {column !== undefined && field.words && (
        <Meanings field={field} label={label} source={source} table={table} onChange={onChange} />
      )}
    </div>
  );
}

/** What the texts of a column mean, where they are other words than ours. */
function Meanings({
  field,
  label,
  source,
  table,
  onChange,
}: {
  field: MapField;
  label: string;
  source: Source | undefined;
  table: MapSuggestionAnswer;
  onChange: (source: Source) => void;
}) {
  const at = table.columns.indexOf(columnOf(source) ?? '');
  const cells = [...new Set(table.sample.map((row) => row[at]?.trim() ?? ''))].filter((cell) => cell !== '');
  const words = field.words ?? [];
  const change = (cell: string, word: string) => {
    const { [cell]: _, ...rest } = source?.map ?? {};
    const map = word === '' ? rest : { ...rest, [cell]: word };
    onChange({ ...without(source, 'map'), ...(Object.keys(map).length > 0 && { map }) });
  };
  return (
    <div className="mapping-meanings">
      {cells.slice(0, MEANINGS).map((cell) => (
        <label key={cell}>
          <span className="break">{text.mapping.cellMeans(cell)}</span>
          <select
            aria-label={text.mapping.means(label, cell)}
            value={source?.map?.[cell] ?? ''}
            onChange={(event) => change(cell, event.target.value)}
          >
            <option value="">{text.mapping.asItIs}</option>
            {words.map((word) => (
              <option key={word} value={word}>
                {wordText(field.name, word)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

function without(source: Source | undefined, name: 'format' | 'map'): Source {
  const { [name]: _, ...rest } = source ?? {};
  return rest;
}

function wordText(field: string, word: string): string {
  const aspects: Readonly<Record<string, string>> = text.aspects;
  return field === 'aspect' ? (aspects[word] ?? word) : word;
}
