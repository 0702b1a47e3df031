import { streamCsv } from '../../formats/csv-stream.ts';
import { csvCell, csvText } from '../../formats/csv-text.ts';
import type { Document } from '../../formats/document.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Reader } from '../../store/store.ts';
import { cellOf, contactOf, contactText, partsOf, truthOf } from './cells.ts';
import { type ListedSystem, MOST_LISTED, type SystemList, unusable } from './listed.ts';

/** The columns, in the order of the export. */
const COLUMNS = [
  'name',
  'team',
  'owners',
  'support',
  'public',
  'personal data',
  'monthly cost',
  'keys',
] as const;
type Column = (typeof COLUMNS)[number];

/** Other names that a column goes by. */
const ALSO: Readonly<Record<string, Column>> = {
  system: 'name',
  owner: 'owners',
  'support engineers': 'support',
  exposure: 'public',
  pii: 'personal data',
  'data class': 'personal data',
  'attribution keys': 'keys',
};

const DERIVED = 'It follows from exposure, data and cost, and cannot be declared.';
const OPEN = { yes: ['public', 'internet', 'external'], no: ['internal', 'private'] };
const PERSONAL = { yes: ['personal', 'personal data', 'pii'], no: ['no personal data'] };

/**
 * Reads a table of systems. An empty cell says nothing of what its column is for.
 * @throws Refusal `invalid` where no column names the systems, `too-large`; `truncated`
 */
export async function readSystemsCsv(document: Document): Promise<SystemList> {
  const list: SystemList = { from: 'csv', systems: [], refused: [], passedOver: [] };
  let columns: ReadonlyMap<Column, string> | undefined;
  for await (const { line, row, problem } of streamCsv(document)) {
    columns ??= columnsOf(Object.keys(row), document.path, list);
    const where = `line ${line}`;
    const read = problem === undefined ? systemOf(row, columns, where) : problem;
    if (typeof read === 'string') list.refused.push({ where, why: read });
    else list.systems.push(read);
    if (list.systems.length + list.refused.length > MOST_LISTED)
      throw new Refusal(
        'too-large',
        `The file lists more than ${MOST_LISTED} systems.`,
        { file: document.path, line },
        'Part it.',
      );
  }
  return list;
}

function columnsOf(header: readonly string[], file: string, list: SystemList): Map<Column, string> {
  const found = new Map<Column, string>();
  for (const name of header) {
    const said = csvCell(name).trim().toLowerCase().replaceAll('_', ' ');
    const column = COLUMNS.find((each) => each === said) ?? ALSO[said];
    if (column === undefined) {
      const derived = said === 'criticality' || said === 'production';
      list.passedOver.push({ what: name, why: derived ? DERIVED : 'There is no such column.' });
    } else if (found.has(column))
      list.passedOver.push({ what: name, why: `There are two columns for ${column}.` });
    else found.set(column, name);
  }
  if (found.has('name')) return found;
  throw new Refusal(
    'invalid',
    'No column of the table names the systems.',
    { file, line: 1 },
    `The columns are: ${COLUMNS.join(', ')}. Only name is needed.`,
  );
}

/** The system of a row, or why there is none. */
function systemOf(
  row: Readonly<Record<string, string>>,
  columns: ReadonlyMap<Column, string>,
  where: string,
): ListedSystem | string {
  const cell = (column: Column) => {
    const text = csvCell(row[columns.get(column) ?? ''] ?? '').trim();
    return text === '' ? undefined : text;
  };
  const people = (column: 'owners' | 'support') => {
    const text = cell(column);
    return text === undefined ? undefined : partsOf(text).map(contactOf);
  };
  const open = cell('public');
  const personal = cell('personal data');
  const cost = cell('monthly cost');
  const isOpen = open === undefined ? undefined : truthOf(open, OPEN);
  if (isOpen === null) return `"${open}" does not say whether it faces the public; write yes or no.`;
  const isPersonal = personal === undefined ? undefined : truthOf(personal, PERSONAL);
  if (isPersonal === null)
    return `"${personal}" does not say whether it holds personal data; write yes or no.`;
  const monthlyCost = cost === undefined ? undefined : Number(cost);
  if (monthlyCost !== undefined && Number.isNaN(monthlyCost))
    return `The monthly cost "${cost}" is no amount; write a number such as 1200.`;
  const system: ListedSystem = {
    where,
    name: cell('name') ?? '',
    team: cell('team'),
    owners: people('owners'),
    support: people('support'),
    public: isOpen,
    pii: isPersonal,
    monthlyCost,
    keys: [...new Set(partsOf(cell('keys') ?? ''))],
  };
  return unusable(system) ?? system;
}

/** What is declared of every system, as a table that `readSystemsCsv` reads and a spreadsheet never computes. */
export async function systemsCsv(
  reader: Reader,
  seen: (system: string) => boolean = () => true,
): Promise<string> {
  const [systems, teams, contacts, rules] = [
    await reader.systems(),
    new Map((await reader.teams()).map(({ id, name }) => [id, name])),
    grouped(await reader.contacts(), ({ system, kind }) => `${kind} ${system}`),
    grouped(await reader.attributions(), ({ system }) => system),
  ];
  const yesNo = (said: boolean | undefined) => (said === undefined ? null : said ? 'yes' : 'no');
  const people = (kind: string, id: string) => cellOf((contacts.get(`${kind} ${id}`) ?? []).map(contactText));
  const rows = systems
    .filter(({ id }) => seen(id))
    .map(({ id, name, team, public: open, pii, monthlyCost }) => [
      name,
      team === undefined ? null : (teams.get(team) ?? team),
      people('owner', id),
      people('support', id),
      yesNo(open),
      yesNo(pii),
      monthlyCost ?? null,
      cellOf((rules.get(id) ?? []).map(({ pattern }) => pattern)),
    ]);
  return csvText([COLUMNS, ...rows]);
}

function grouped<Row>(rows: readonly Row[], by: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(by(row));
    if (group) group.push(row);
    else groups.set(by(row), [row]);
  }
  return groups;
}
