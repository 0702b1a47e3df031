import { Command } from 'commander';
import { type Context, EXIT, Exit } from './context.ts';
import { instantOption, withInstants, withModel } from './options.ts';
import { counted, plain, printJson, progress, table } from './print.ts';
import type { Scan } from './scan/scan.ts';

interface Options {
  system?: string;
  happened?: string;
  at?: string;
  known?: string;
  model?: string;
  verbose?: boolean;
  json?: boolean;
}

/** How many unrecognised files are listed without --verbose. */
const LISTED = 12;

/** `assay scan PATH`: a scorecard of a repository or a folder of exports, with no server and no database. */
export function scanCommand(context: Context): Command {
  return withModel(
    withInstants(
      new Command('scan').description('score a repository or a folder of exported files; nothing is kept'),
    ),
  )
    .argument('[path]', 'a git checkout, a folder or a file', '.')
    .option('-s, --system <name>', 'name of the system (default: the repository or folder)')
    .option('--happened <instant>', 'when it happened, for files that do not say it themselves')
    .option('--verbose', 'list every file that was not recognised')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay scan .
  assay scan exports/ --at 2026-06-30
  assay scan . --json | jq '.systems[0].score'

In a git checkout the history is evidence too. What a configuration only declares earns level 2 at most.
With --known, what the files and the history date later than that is left out.`,
    )
    .action(async (path: string, options: Options) => {
      const { scan } = await import('./scan/scan.ts');
      const { withParser } = await import('./parser.ts');
      const { sessionModel } = await import('./session.ts');
      const now = context.now();
      const live = progress(context);
      const model = await sessionModel(options.model, context);
      const result = await withParser(context, (parse) =>
        scan(
          path,
          {
            system: options.system,
            happened: instantOption('--happened', options.happened),
            at: instantOption('--at', options.at) ?? now,
            known: instantOption('--known', options.known) ?? now,
            now,
            cwd: context.cwd,
            say: live.say,
            parse,
          },
          model,
        ),
      );
      live.done();
      if (options.json) {
        const { card, documents, skipped } = result;
        printJson(context, { ...card, documents, skipped });
      } else await print(result, options.verbose ?? false, context);
      if (result.documents.length === 0) {
        context.stderr.write(
          'assay: nothing in there that Assay reads. See what it reads: assay inspect --help\n',
        );
        throw new Exit(EXIT.failure);
      }
    });
}

async function print(result: Scan, verbose: boolean, context: Context): Promise<void> {
  const { systemText } = await import('./scorecard-text.ts');
  for (const system of result.card.systems) context.stdout.write(systemText(system, result.card, context));
  const rows = result.documents.map((report) => {
    const kinds = Object.entries(report.records).map(([kind, count]) => counted(count, kind));
    const problems = report.problems.length + report.moreProblems;
    const notes = [
      report.findings > 0 && counted(report.findings, 'finding'),
      problems > 0 && `${counted(problems, 'problem')}: ${report.problems[0]?.why ?? ''}`,
    ].filter(Boolean);
    return [plain(report.document.path), report.adapter, kinds.join(', ') || 'none', plain(notes.join('; '))];
  });
  if (rows.length > 0) context.stdout.write(`\n${table(context, ['read', 'adapter', 'records', ''], rows)}`);
  const skipped = verbose ? result.skipped : result.skipped.slice(0, LISTED);
  if (skipped.length > 0) {
    const lines = skipped.map(({ path, reason }) => [plain(path), plain(reason)]);
    context.stdout.write(`\n${table(context, ['not read', 'why'], lines)}`);
  }
  if (result.skipped.length > skipped.length) {
    context.stdout.write(`and ${result.skipped.length - skipped.length} more; list them with --verbose\n`);
  }
  if (result.passedOver > 0) {
    context.stderr.write(
      `${result.passedOver} source files and files below test, vendor and build folders were passed over.\n`,
    );
  }
}
