import { buildReport } from '../../outputs/report/build.ts';
import { reportMarkdown } from '../../outputs/report/markdown.ts';
import { reportPdf } from '../../outputs/report/pdf.ts';
import type { ReportScope } from '../../outputs/report/report.ts';
import { ofSystems } from '../../outputs/scorecard/facts.ts';
import { findSystem } from '../../outputs/scorecard/find.ts';
import type { Histories } from '../../outputs/scorecard/histories.ts';
import { DAY } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import { type Reach, sees } from '../access/caller.ts';
import { Report, ReportQuery } from '../api/reports.ts';
import type { Shared } from '../app.ts';
import type { Declare } from '../operation.ts';

/** What a report is compared with unless it is said. */
const QUARTER = 91 * DAY;

/** Reports that can be printed and sent on. */
export function reportRoutes(declare: Declare, { store, model, now, scorecards }: Shared): void {
  declare(
    {
      id: 'getReport',
      method: 'GET',
      path: '/report',
      tag: 'Scores',
      summary:
        'A report of a system, a team or all, at a date, compared with another; also as PDF or Markdown.',
      policy: { may: 'read', scoped: true },
      query: ReportQuery,
      answer: Report,
    },
    async ({ organization, access, query, reply, model: asked }) => {
      const all = await scorecards.histories(organization.id, query.known);
      const histories = ofSystems(all, (id) => sees(access.reach, id));
      const reader = store.reader(organization.id);
      const at = query.at ?? now();
      // Files are written in English whole; a page has words of its own around these.
      const report = buildReport(histories, query.format === 'json' ? asked : model, {
        scope: scopeOf(query, histories, access.reach),
        at,
        compare: query.compare ?? at - QUARTER,
        known: query.known ?? now(),
        plans: await reader.plans(),
        exemptions: await reader.exemptions(),
      });
      if (query.format === 'json') return report;
      const full = query.full === 'true';
      const { aspects } = model;
      const name = `assay-${slug(report.title)}-${report.at.slice(0, 10)}`;
      if (query.format === 'md') {
        return reply
          .header('content-disposition', `attachment; filename="${name}.md"`)
          .type('text/markdown; charset=utf-8')
          .send(reportMarkdown(report, aspects, full));
      }
      const { timeZone } = histories;
      return reply
        .header('content-disposition', `attachment; filename="${name}.pdf"`)
        .type('application/pdf')
        .send(await reportPdf(report, { aspects, full, timeZone, size: query.size }));
    },
  );
}

function scopeOf(
  { system, team }: { system?: string | undefined; team?: string | undefined },
  histories: Histories,
  reach: Reach,
): ReportScope {
  if (system !== undefined && team !== undefined)
    throw new Refusal(
      'usage',
      'A report is about a system or a team.',
      { field: 'team' },
      'Give one of them.',
    );
  if (system !== undefined) return { kind: 'system', id: findSystem(histories.systems, system).id };
  if (team === undefined) return { kind: 'portfolio' };
  // A machine that sees some systems only must not learn of teams by their names.
  if ('systems' in reach)
    throw new Refusal(
      'forbidden',
      'This token speaks of some systems only.',
      {},
      'Use a token for all systems.',
    );
  return { kind: 'team', id: team };
}

function slug(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60) || 'report'
  );
}
