import type { Level } from '../../records/words.ts';
import { growthText, scoreText } from './figures.ts';
import type { ReportAspect, ReportSystem } from './report.ts';

const INK = '#1b2422';
const SOFT = '#55605d';
const LINE = '#d8d3c8';
/** The dashboard's ramp on white: sand, sage, lagoon, teal, deep teal; and what is written on each. */
const FILL: Readonly<Record<Level, string>> = {
  1: '#f5e9cf',
  2: '#d3e0bd',
  3: '#8cc3b0',
  4: '#2d7f88',
  5: '#11485a',
};
const ON: Readonly<Record<Level, string>> = {
  1: '#5c4713',
  2: '#31441d',
  3: '#0e322b',
  4: '#ffffff',
  5: '#eaf7f6',
};
const CHIP = 15;

/**
 * What a report draws on paper, from top to bottom; each part is tagged, so that it can be read aloud.
 * @param one all of it on one page: what finds no room there is left out
 */
export function paper(doc: PDFKit.PDFDocument, one: boolean) {
  const left = doc.page.margins.left;
  const width = doc.page.width - left - doc.page.margins.right;
  const root = doc.struct('Document');
  doc.addStructure(root);
  const bottom = () => doc.page.height - doc.page.margins.bottom - 18;
  const room = (height: number): boolean => {
    if (doc.y + height <= bottom()) return true;
    if (one) return false;
    doc.addPage();
    return true;
  };
  const tagged = (tag: 'H1' | 'H2' | 'P' | 'Table', draw: () => void) => {
    // Tagged parts are drawn when they are added; positions follow from the part before.
    root.add(doc.struct(tag, {}, [draw]));
  };

  function chip(x: number, y: number, level: Level, exempt: boolean): void {
    doc.roundedRect(x, y, CHIP, CHIP - 2, 3);
    if (exempt) doc.lineWidth(0.5).stroke(LINE);
    else doc.fill(FILL[level]);
    doc
      .font('strong')
      .fontSize(8.5)
      .fillColor(exempt ? SOFT : ON[level])
      .text(exempt ? '–' : String(level), x, y + 1.2, { width: CHIP, align: 'center', lineBreak: false });
  }

  return {
    title(text: string): void {
      tagged('H1', () => {
        doc.font('strong').fontSize(20).fillColor(INK).text(text, left, doc.y, { width });
      });
    },
    head(text: string): void {
      if (!room(46)) return;
      tagged('H2', () => {
        doc
          .font('strong')
          .fontSize(11)
          .fillColor(INK)
          .text(text, left, doc.y + 9, { width });
        doc.y += 2;
      });
    },
    soft(text: string): void {
      if (!room(14)) return;
      tagged('P', () => {
        doc.font('plain').fontSize(9).fillColor(SOFT).text(text, left, doc.y, { width });
      });
    },
    /** A statement, and what explains it below. */
    line(text: string, detail: string): void {
      doc.font('plain').fontSize(9);
      const height =
        doc.heightOfString(text, { width }) +
        (detail ? doc.heightOfString(detail, { width: width - 10 }) : 0);
      if (!room(height + 3)) return;
      tagged('P', () => {
        doc
          .font(detail ? 'strong' : 'plain')
          .fontSize(9)
          .fillColor(INK)
          .text(text, left, doc.y, { width });
        if (detail)
          doc
            .font('plain')
            .fillColor(SOFT)
            .text(detail, left + 10, doc.y, { width: width - 10 });
        doc.y += 2;
      });
    },
    figures(figures: readonly { label: string; value: string }[]): void {
      tagged('P', () => {
        const y = doc.y + 10;
        const each = width / figures.length;
        for (const [index, { label, value }] of figures.entries()) {
          const x = left + index * each;
          doc.font('strong').fontSize(19).fillColor(INK).text(value, x, y, { width: each, lineBreak: false });
          doc
            .font('plain')
            .fontSize(8.5)
            .fillColor(SOFT)
            .text(label, x, y + 23, { width: each, lineBreak: false });
        }
        doc.y = y + 42;
      });
    },
    /** One system: its aspects as rungs, then and now, with the reason. */
    ladder(aspects: readonly (ReportAspect & { name: string })[]): void {
      for (const { name, level, before, exempt, reason } of aspects) {
        doc.font('plain').fontSize(8.5);
        const height = Math.max(CHIP + 2, doc.heightOfString(reason, { width: width - 205 }) + 3);
        if (!room(height)) return;
        tagged('P', () => {
          const { y } = doc;
          doc
            .font('strong')
            .fontSize(9)
            .fillColor(INK)
            .text(name, left, y + 1, { width: 145, lineBreak: false, ellipsis: true });
          chip(left + 150, y, before, false);
          doc
            .font('plain')
            .fontSize(9)
            .fillColor(SOFT)
            .text('→', left + 167, y + 1, { lineBreak: false });
          chip(left + 180, y, level, exempt);
          doc
            .font('plain')
            .fontSize(8.5)
            .fillColor(SOFT)
            .text(reason, left + 205, y + 1, { width: width - 205 });
          doc.y = y + height;
        });
      }
    },
    /** Systems by aspects. */
    map(aspects: readonly { number: number }[], systems: readonly ReportSystem[]): void {
      const cell = CHIP + 3;
      const begin = left + width - aspects.length * cell - 62;
      const heading = () => {
        const { y } = doc;
        doc.font('plain').fontSize(8).fillColor(SOFT);
        for (const [index, { number }] of aspects.entries())
          doc.text(String(number), begin + index * cell, y, {
            width: CHIP,
            align: 'center',
            lineBreak: false,
          });
        doc.text('Score', begin + aspects.length * cell, y, { width: 28, align: 'right', lineBreak: false });
        doc.text('Growth', begin + aspects.length * cell + 30, y, {
          width: 32,
          align: 'right',
          lineBreak: false,
        });
        doc.y = y + 12;
      };
      tagged('P', heading);
      for (const system of systems) {
        const { y: before } = doc;
        if (!room(cell)) return;
        if (doc.y < before) tagged('P', heading);
        tagged('P', () => {
          const { y } = doc;
          doc
            .font('plain')
            .fontSize(9)
            .fillColor(INK)
            .text(system.name, left, y, {
              width: begin - left - 6,
              height: 12,
              lineBreak: false,
              ellipsis: true,
            });
          for (const [index, { level, exempt }] of system.aspects.entries())
            chip(begin + index * cell, y, level, exempt);
          const after = begin + aspects.length * cell;
          doc
            .font('strong')
            .fontSize(9)
            .fillColor(INK)
            .text(scoreText(system.score), after, y, { width: 28, align: 'right', lineBreak: false });
          doc
            .font('plain')
            .fillColor(SOFT)
            .text(growthText(system.growth), after + 30, y, { width: 32, align: 'right', lineBreak: false });
          doc.y = y + cell;
        });
      }
      doc.y += 4;
    },
    page(): void {
      doc.addPage();
    },
    /** The same line at the foot of every page, with its number. */
    foot(text: string): void {
      root.end();
      const { start, count } = doc.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        doc.switchToPage(page);
        // Below the margin, where the text would begin a page of its own.
        const margin = doc.page.margins.bottom;
        doc.page.margins.bottom = 0;
        doc.markContent('Artifact', { type: 'Pagination' });
        doc.font('plain').fontSize(8).fillColor(SOFT);
        doc.text(text, left, doc.page.height - margin, { width: width - 60, lineBreak: false });
        doc.text(`${page - start + 1} of ${count}`, left + width - 60, doc.page.height - margin, {
          width: 60,
          align: 'right',
          lineBreak: false,
        });
        doc.endMarkedContent();
        doc.page.margins.bottom = margin;
      }
    },
  };
}
