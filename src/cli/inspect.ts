import { Command } from 'commander';
import type { DocumentReport } from '../intake/result.ts';
import { type Context, EXIT, Exit } from './context.ts';
import { instantOption } from './options.ts';
import { counted, plain, printJson, table } from './print.ts';

interface Options {
  json?: boolean;
  happened?: string;
  map?: string;
}

/** `assay inspect FILE`: what Assay reads from a file; nothing is kept. */
export function inspectCommand(context: Context): Command {
  return new Command('inspect')
    .description('show what Assay reads from files; nothing is kept')
    .argument('<files...>', 'files that a tool exported')
    .option('--happened <instant>', 'when it happened, for formats that do not say it themselves')
    .option('--map <file>', 'read them with this map of columns: a preview of what an import would keep')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay inspect trivy.sarif
  assay inspect *.json --json | jq .adapter`,
    )
    .action(async (files: string[], options: Options) => {
      const { handedFile } = await import('../intake/handed.ts');
      const { expand } = await import('../intake/expand.ts');
      const { inspect } = await import('../intake/inspect.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const { withParser } = await import('./parser.ts');
      const { resolve } = await import('node:path');
      const happened = instantOption('--happened', options.happened);
      const { mapText } = await import('./map-option.ts');
      const map = options.map === undefined ? undefined : await mapText(options.map, context);
      const reports: DocumentReport[] = [];
      let refused = 0;
      await withParser(context, async (parse) => {
        for (const file of files) {
          try {
            for await (const handed of expand(await handedFile(resolve(context.cwd, file), file))) {
              const report = await inspect(
                handed,
                { kind: 'person', name: 'inspect' },
                { happened, map },
                parse,
              );
              reports.push(report);
              if (!options.json) context.stdout.write(`${describe(report, context)}\n`);
            }
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            refused += 1;
            context.stderr.write(`assay: ${plain(error.line())}\n`);
          }
        }
      });
      if (options.json && reports.length > 0) printJson(context, reports.length === 1 ? reports[0] : reports);
      if (refused > 0) throw new Exit(EXIT.failure);
    });
}

/** One document's report for people. */
export function describe(report: DocumentReport, context: Context): string {
  const lines = [`${plain(report.document.path)}`];
  lines.push(`  read by    ${report.adapter} (${plain(report.tool)})`);
  lines.push(`  happened   ${report.at ?? 'the document does not say; give --happened when you import it'}`);
  const kinds = Object.entries(report.records).map(([kind, count]) => counted(count, kind));
  lines.push(`  records    ${kinds.join(', ') || 'none'}`);
  lines.push(`  findings   ${report.findings}`);
  if (report.practices.length > 0) {
    const rows = report.practices
      .slice(0, 10)
      .map((each) => [
        each.aspect,
        each.output,
        each.declared ? 'declared' : each.automation,
        each.at ?? '',
        plain(each.note ?? ''),
      ]);
    const text = table(context, ['aspect', 'output', 'automation', 'at', 'note'], rows);
    lines.push('  practices', indent(text));
    const more = report.practices.length - 10 + report.morePractices;
    if (more > 0) lines.push(`    and ${more} more`);
  }
  for (const problem of report.problems.slice(0, 10))
    lines.push(`  problem    ${plain(problem.where)}: ${plain(problem.why)}`);
  const hidden = report.problems.length - 10 + report.moreProblems;
  if (hidden > 0) lines.push(`  and ${hidden} more problems`);
  return lines.join('\n');
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
