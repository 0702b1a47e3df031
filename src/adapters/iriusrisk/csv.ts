import { rowAt } from '../../formats/csv-rows.ts';
import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document, Head } from '../../formats/document.ts';
import type { Problem } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';
import type { Entry } from './entry.ts';

/**
 * The names in the header. Where the rows do not look like a table (there are none, or some are cut short), the
 * first line is read as one if it begins as these tables do.
 */
export function columnsOf(head: Head): readonly string[] | undefined {
  if (head.columns) return head.columns;
  const delimiter = /^"?(?:component|project|product)"?([,;\t])/i.exec(head.text)?.[1];
  return delimiter === undefined ? undefined : rowAt(head.text, 0, delimiter, true)?.cells;
}

/** Which of the tables it is, by its columns; undefined where it is none. Case and spaces do not matter. */
export function csvSort(columns: readonly string[]): Entry['sort'] | undefined {
  const names = new Set(columns.map(plain));
  if (!names.has('component')) return undefined;
  const risks = ['inherent risk', 'current risk', 'projected risk'].filter((name) => names.has(name));
  if (names.has('threat') && risks.length >= 2) return 'threat';
  const more = ['use case', 'risk response', 'countermeasure progress', 'weakness tests'];
  if (names.has('threat') && risks.length === 1 && more.some((name) => names.has(name))) return 'threat';
  const states = names.has('state') || names.has('status') || names.has('countermeasure state');
  const own = ['priority', 'countermeasure tests', 'test result', 'use case', 'threats', 'cost'];
  return names.has('countermeasure') && states && own.some((name) => names.has(name))
    ? 'countermeasure'
    : undefined;
}

/** The rows as entries; one without a component or a title is a problem. */
export async function* csvEntries(document: Document): AsyncGenerator<Entry | Problem> {
  for await (const { line, row, problem } of streamCsv(document)) {
    const cells = new Map(Object.entries(row).map(([name, cell]) => [plain(name), cell.trim()]));
    const cell = (...names: readonly string[]) =>
      names.map((name) => cells.get(name)).find((text) => text !== undefined && text !== '');
    const sort = cells.has('countermeasure') && !cells.has('threat') ? 'countermeasure' : 'threat';
    const title = cell(sort);
    const component = cell('component');
    // Rows of threats may end without the last cell, their owner's.
    if (title === undefined || component === undefined) {
      const why = problem ?? `expected a component and a ${sort}, found none`;
      yield { kind: 'problem', where: `line ${line}`, why };
      continue;
    }
    const reference = cell('reference', 'reference id', 'ref');
    yield {
      sort,
      id: reference ?? oneLine(`${component}: ${title}`, 200),
      title,
      component,
      project: cell('project', 'product'),
      state: cell('state', 'status', 'countermeasure state', 'threat state'),
      risk: cell('current risk', 'priority', 'risk', 'inherent risk'),
      owner: cell('owner'),
      settled:
        sort === 'threat' ? settledOf(cell('risk response'), cell('countermeasure progress')) : undefined,
    };
  }
}

/** `Planned mitigation: 34%. Mitigated: 66%. Unmitigated: 0%.`, or `Accepted`. */
function settledOf(response: string | undefined, progress: string | undefined): boolean | undefined {
  if (response === undefined && progress === undefined) return undefined;
  if (response !== undefined && /accept|not applicable|n\/a/i.test(response)) return true;
  const mitigated = /(?:^|[.\s])mitigated: ?(\d{1,3})%/i.exec(response ?? '')?.[1];
  return Number(mitigated ?? /^(\d{1,3})%?$/.exec(progress ?? '')?.[1] ?? 0) >= 100;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
