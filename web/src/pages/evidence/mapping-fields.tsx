import { useId } from 'react';
import type { MapFieldsAnswer, MapSuggestionAnswer } from '../../../../src/server/api.ts';
import { Choice, Field } from '../../components/field.tsx';
import { text } from '../../text.ts';
import { canBePractice, type Draft, type KindFields, type MapField, withSource } from './draft.ts';
import { MappingField } from './mapping-field.tsx';

/** What each row is, and where its fields come from: those that are needed and used first. */
export function MappingFields({
  draft,
  kind,
  known,
  table,
  onChange,
}: {
  draft: Draft;
  kind: KindFields;
  known: MapFieldsAnswer;
  table: MapSuggestionAnswer;
  onChange: (draft: Draft) => void;
}) {
  const practice = useId();
  const first = kind.fields.filter(isFirst);
  const more = kind.fields.filter((field) => !isFirst(field));
  const field = (each: MapField) => (
    <MappingField
      key={`${draft.kind} ${each.name}`}
      field={each}
      source={draft.fields[each.name]}
      table={table}
      formats={known.formats}
      onChange={(source) => onChange(withSource(draft, each.name, source))}
    />
  );
  return (
    <section className="mapping-part">
      <h3>{text.mapping.meaning}</h3>
      <div className="mapping-fields">
        <Choice
          label={text.mapping.kind}
          name="kind"
          options={known.kinds.map(({ kind: each }) => ({
            value: each,
            text: text.mapping.kinds[each] ?? each,
          }))}
          chosen={draft.kind}
          onChange={(chosen) => onChange({ ...draft, kind: chosen })}
        />
        <Field
          type="text"
          label={text.mapping.tool}
          value={draft.tool}
          maxLength={200}
          required
          onChange={(event) => onChange({ ...draft, tool: event.target.value })}
        />
      </div>
      <div className="mapping-fields">{first.map(field)}</div>
      <details className="mapping-more">
        <summary>{text.mapping.more(more.length)}</summary>
        <div className="mapping-fields">{more.map(field)}</div>
      </details>
      {canBePractice(draft) && (
        <div className="mapping-check">
          <input
            id={practice}
            type="checkbox"
            checked={draft.practice}
            aria-describedby={`${practice}-hint`}
            onChange={(event) => onChange({ ...draft, practice: event.target.checked })}
          />
          <label htmlFor={practice}>{text.mapping.practice}</label>
          <span id={`${practice}-hint`} className="soft small">
            {text.mapping.practiceHint}
          </span>
        </div>
      )}
    </section>
  );
}

/** Fields that most tables have; the same ones whatever is chosen, so that nothing moves under the hand. */
const COMMON = new Set([
  'at',
  'title',
  'severity',
  'host',
  'repository',
  'mfa',
  'active',
  'version',
  'until',
]);

function isFirst({ name, required }: MapField): boolean {
  return required || COMMON.has(name);
}
