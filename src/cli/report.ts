import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { Command } from 'commander';
import { DAY } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import type { Context } from './context.ts';
import { instantOption, type StoreOptions, withInstants, withModel, withStore } from './options.ts';

interface Options extends StoreOptions {
  at?: string;
  known?: string;
  compare?: string;
  model?: string;
  system?: string;
  team?: string;
  full?: boolean;
  size: string;
  output?: string;
}

/** What the report is compared with unless it is said. */
const QUARTER = 91 * DAY;
const SIZES = ['A4', 'LETTER'] as const;

/** `assay report`: a report of a system, a team or all, as PDF, Markdown or JSON. */
export function reportCommand(context: Context): Command {
  return withModel(
    withStore(
      withInstants(
        new Command('report').description('write a report: what got better, what lapses, what next'),
      ),
    ),
  )
    .option('--system <name>', 'about this system only')
    .option('--team <id>', 'about the systems of this team only')
    .option('--compare <instant>', 'compare with this instant (default: a quarter before)')
    .option('--full', 'every system with its reasons, not the one page only')
    .option('--size <paper>', `paper of a PDF: ${SIZES.join(' or ')}`, 'A4')
    .option(
      '-o, --output <file>',
      'write here; .pdf, .md or .json says how (default: Markdown to the output)',
    )
    .addHelpText(
      'after',
      `
Examples:
  assay report
  assay report --team checkout -o checkout.pdf
  assay report --system payments --at 2026-09-30 --compare 2026-06-30 --full -o payments.pdf`,
    )
    .action(async (options: Options) => {
      const { withSession } = await import('./session.ts');
      const { buildReport } = await import('../outputs/report/build.ts');
      const { findSystem } = await import('../outputs/scorecard/find.ts');
      const { loadHistories } = await import('../outputs/scorecard/histories.ts');
      const now = context.now();
      const at = instantOption('--at', options.at) ?? now;
      const known = instantOption('--known', options.known) ?? now;
      const compare = instantOption('--compare', options.compare) ?? at - QUARTER;
      const size = SIZES.find((each) => each === options.size.toUpperCase());
      if (!size)
        throw new Refusal(
          'usage',
          `There is no paper "${options.size}" here.`,
          { field: '--size' },
          `Write ${SIZES.join(' or ')}.`,
        );
      if (options.system !== undefined && options.team !== undefined)
        throw new Refusal('usage', 'Both --system and --team are given.', {}, 'Give one of them.');
      const kind = options.output === undefined ? '.md' : extname(options.output).toLowerCase();
      if (!['.pdf', '.md', '.json'].includes(kind))
        throw new Refusal(
          'usage',
          `"${options.output}" does not say how to write it.`,
          { field: '--output' },
          'Let the name end in .pdf, .md or .json.',
        );
      await withSession(options, context, async ({ store, organization, model }) => {
        const reader = store.reader(organization.id);
        const histories = await loadHistories(reader, model, { known });
        const report = buildReport(histories, model, {
          scope:
            options.system !== undefined
              ? { kind: 'system', id: findSystem(histories.systems, options.system).id }
              : options.team !== undefined
                ? { kind: 'team', id: options.team }
                : { kind: 'portfolio' },
          at,
          compare,
          known,
          plans: await reader.plans(),
          exemptions: await reader.exemptions(),
        });
        const full = options.full ?? false;
        const { aspects } = model;
        if (options.output === undefined) {
          const { reportMarkdown } = await import('../outputs/report/markdown.ts');
          context.stdout.write(reportMarkdown(report, aspects, full));
          return;
        }
        const file = resolve(context.cwd, options.output);
        if (kind === '.json') await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
        else if (kind === '.md') {
          const { reportMarkdown } = await import('../outputs/report/markdown.ts');
          await writeFile(file, reportMarkdown(report, aspects, full));
        } else {
          const { reportPdf } = await import('../outputs/report/pdf.ts');
          const { timeZone } = organization;
          await writeFile(file, await reportPdf(report, { aspects, full, timeZone, size }));
        }
        context.stderr.write(`Wrote ${options.output}.\n`);
      });
    });
}
