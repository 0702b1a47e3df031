import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';
import type { Aspect } from '../../model/model.ts';
import { growthText, scoreText } from './figures.ts';
import { paper } from './paper.ts';
import type { Report, ReportSystem } from './report.ts';

const PLAIN = fileURLToPath(import.meta.resolve('source-sans/TTF/SourceSans3-Regular.ttf'));
const STRONG = fileURLToPath(import.meta.resolve('source-sans/TTF/SourceSans3-Semibold.ttf'));
/** Systems on the one page, and rows of each list there: of several systems, and of one. */
const SYSTEMS = 14;
const FEW = { several: 3, one: 5 };

/** What a report is printed with. */
export interface PdfOptions {
  /** Of the model, in its order. */
  aspects: readonly Pick<Aspect, 'id' | 'number' | 'title'>[];
  /** Every system with its reasons, and all changes; else the one page. */
  full: boolean;
  /** IANA zone in which days are written. */
  timeZone: string;
  size?: 'A4' | 'LETTER';
}

/** A report as a tagged PDF; the same bytes each time for the same report. */
export async function reportPdf(report: Report, options: PdfOptions): Promise<Buffer> {
  const { default: Pdf } = await import('pdfkit');
  const doc: typeof PDFDocument.prototype = new Pdf({
    size: options.size ?? 'A4',
    margin: 42,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    bufferPages: true,
    font: PLAIN,
    info: {
      Title: `${report.title}, ${report.at.slice(0, 10)}`,
      Producer: 'Assay',
      Creator: 'Assay',
      CreationDate: new Date(report.at),
      ModDate: new Date(report.at),
    },
  });
  doc.registerFont('plain', PLAIN);
  doc.registerFont('strong', STRONG);
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve) => doc.once('end', resolve));
  write(doc, report, options);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

function write(doc: PDFKit.PDFDocument, report: Report, options: PdfOptions): void {
  const { aspects, full } = options;
  const days = new Intl.DateTimeFormat('en-GB', {
    timeZone: options.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const day = (instant: string) => days.format(new Date(instant));
  const name = (id: string) => aspects.find((each) => each.id === id)?.title ?? id;
  const on = paper(doc, !full);
  const [only] = report.systems;
  const single = report.scope.kind === 'system' && only !== undefined ? only : undefined;

  on.title(report.title);
  on.soft(
    `${report.organization === report.title ? '' : `${report.organization}. `}As of ${day(report.at)}, compared with ${day(report.compare)}.`,
  );
  on.figures([
    { label: 'Score, of 75', value: scoreText(report.average.now) },
    { label: `On ${day(report.compare)}`, value: scoreText(report.average.before) },
    { label: 'Growth', value: growthText(report.growth) },
    ...(single ? [] : [{ label: 'Systems', value: String(report.systems.length) }]),
    { label: 'Open findings', value: String(report.openFindings) },
  ]);
  if (single) on.ladder(single.aspects.map((aspect) => ({ ...aspect, name: name(aspect.id) })));
  else {
    const shown = full ? report.systems : lowest(report.systems);
    on.map(aspects, shown);
    const hidden = report.systems.length - shown.length;
    if (hidden > 0) on.soft(`The lowest ${shown.length} of ${report.systems.length} systems.`);
  }
  const few = single ? FEW.one : FEW.several;
  const list = <Row>(head: string, rows: readonly Row[], line: (row: Row) => [string, string]) => {
    if (rows.length === 0) return;
    on.head(head);
    for (const row of full ? rows : rows.slice(0, few)) on.line(...line(row));
    if (!full && rows.length > few) on.soft(`And ${rows.length - few} more.`);
  };
  const about = (row: { systemName: string; aspect: string }) =>
    single ? name(row.aspect) : `${row.systemName}, ${name(row.aspect)}`;
  list('What changed', report.changes, (row) => [
    `${day(row.at)}  ${about(row)}: ${row.from} → ${row.to}`,
    full ? row.why : '',
  ]);
  list('What lapses next', report.lapses, (row) => [
    `${day(row.at)}  ${about(row)}: ${row.from} → ${row.to}`,
    '',
  ]);
  list('Worth doing next', report.steps, (row) => [about(row), plain(row.step)]);
  list('Plan', report.plans, (row) => [
    `${about(row)}: ${row.level} → ${row.target}, ${row.state}`,
    full || single ? `${row.owner}${row.due === null ? '' : `, until ${day(row.due)}`}` : '',
  ]);
  if (full)
    list('Exempt', report.exemptions, (row) => [
      `${about(row)}, until ${day(row.until)}`,
      `${row.reason} Approved by ${row.approver}.`,
    ]);
  if (full)
    for (const system of report.systems) {
      on.page();
      on.title(system.name);
      on.soft(
        `${system.team ?? 'No team'}. Score ${scoreText(system.score)}, was ${scoreText(system.before)}.`,
      );
      on.ladder(
        system.aspects.map((aspect) => ({
          ...aspect,
          name: name(aspect.id),
          reason: plain(`${aspect.reason} ${aspect.next}`.trim()),
        })),
      );
    }
  const model = `Model ${report.model.version}${
    report.model.overrides.length > 0 ? ` with ${report.model.overrides.join(', ')}` : ''
  }`;
  on.foot(`Assay. ${model}. Levels are derived from evidence.`);
}

/** A sentence whose commands stand between backticks, without these. */
function plain(sentence: string): string {
  return sentence.replaceAll('`', '');
}

function lowest(systems: readonly ReportSystem[]): readonly ReportSystem[] {
  if (systems.length <= SYSTEMS) return systems;
  return [...systems].sort((a, b) => (a.score ?? 76) - (b.score ?? 76)).slice(0, SYSTEMS);
}
