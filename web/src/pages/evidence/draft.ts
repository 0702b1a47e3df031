import type { MapFieldsAnswer } from '../../../../src/server/api.ts';

/** Where the text of a field comes from, as a map document says it. */
export interface Source {
  column?: string | string[];
  value?: string;
  format?: string;
  map?: Record<string, string>;
}

/** A map that is being made: one kind of record for all rows. */
export interface Draft {
  name: string;
  tool: string;
  kind: string;
  fields: Readonly<Record<string, Source>>;
  /** Whether the file is also a test of the aspect. */
  practice: boolean;
}

export type KindFields = MapFieldsAnswer['kinds'][number];
export type MapField = KindFields['fields'][number];

/** The draft to begin with: the server's suggestion, or an empty result of a check. */
export function firstDraft(file: string, suggested: unknown): Draft {
  const base = (file.split('/').at(-1) ?? file).replace(/\.[a-z]{1,6}$/i, '');
  // The suggestion is a map that the server has checked.
  const record = (suggested as { records: { kind: string; fields: Record<string, Source> }[] } | null)
    ?.records[0];
  return {
    name: base,
    tool: base,
    kind: record?.kind ?? 'result',
    fields: record?.fields ?? {},
    practice: true,
  };
}

/** Whether a file of this draft can be a test: it has one aspect, and is none by itself. */
export function canBePractice({ kind, fields }: Draft): boolean {
  return (kind === 'result' || kind === 'event') && fields.aspect?.value !== undefined;
}

/** The map document of a draft; it is checked by the server. */
export function mapOf(draft: Draft, { reads, rows }: { reads: string; rows: string }, known: KindFields) {
  const own = new Set(known.fields.map(({ name }) => name));
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([name]) => own.has(name)));
  const { aspect, at } = fields;
  const practice = { kind: 'practice', once: true, fields: { aspect, ...(at && { at }) } };
  return {
    assay: 'map/v1',
    name: draft.name.trim(),
    tool: draft.tool.trim(),
    reads,
    ...(reads === 'json' && { rows }),
    records: [{ kind: draft.kind, fields }, ...(draft.practice && canBePractice(draft) ? [practice] : [])],
  };
}

/** The column that a source names first. */
export function columnOf(source: Source | undefined): string | undefined {
  return Array.isArray(source?.column) ? source.column[0] : source?.column;
}

/** The draft with another source of a field; undefined: it is not read. */
export function withSource(draft: Draft, field: string, source: Source | undefined): Draft {
  const { [field]: _, ...rest } = draft.fields;
  return { ...draft, fields: source ? { ...rest, [field]: source } : rest };
}
