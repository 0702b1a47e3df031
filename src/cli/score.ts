import { Command } from 'commander';
import { type Context, EXIT, Exit } from './context.ts';
import { FORMAT_NAMES, formatOf, formatted, levelOption } from './formats.ts';
import {
  instantOption,
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  withInstants,
  withModel,
  withServer,
  withStore,
} from './options.ts';
import { printJson } from './print.ts';

interface Options extends StoreOptions, ServerOptions {
  at?: string;
  known?: string;
  model?: string;
  json?: boolean;
  format?: string;
  below: string;
  path: string;
}

/** `assay score [SYSTEM…]`: levels and totals, now or at any instant. */
export function scoreCommand(context: Context): Command {
  return withModel(
    withStore(
      withServer(
        withInstants(
          new Command('score').description('print the scorecard of every system, or of the ones named'),
        ),
      ),
    ),
  )
    .argument('[systems...]', 'systems by name')
    .option('--json', 'print JSON')
    .option('--format <name>', `${FORMAT_NAMES.join(', ')} (default: table)`)
    .option('--below <level>', 'levels below this one are findings in sarif, junit and codequality', '3')
    .option('--path <file>', 'file of the repository at which findings are shown', 'README.md')
    .addHelpText(
      'after',
      `
Examples:
  assay score
  assay score payments
  assay score --at 2026-06-30                      as of then, with all that is known today
  assay score --at 2026-06-30 --known 2026-06-30   as it was published then
  assay score --format csv > scores.csv
  assay score payments --format md >> "$GITHUB_STEP_SUMMARY"
  assay score payments --format sarif --below 4 > assay.sarif
  assay score payments --server https://assay.example.org

${SERVER_HELP} Its token needs the verb "read".`,
    )
    .action(async (names: string[], options: Options) => {
      const { withCards } = await import('./cards.ts');
      const { findSystem } = await import('../outputs/scorecard/find.ts');
      const { portfolioText, systemText } = await import('./scorecard-text.ts');
      const format = formatOf(options);
      const below = levelOption('--below', options.below);
      const now = context.now();
      const at = instantOption('--at', options.at) ?? now;
      const known = instantOption('--known', options.known) ?? now;
      await withCards(options, context, async ({ at: cardAt, model, example }) => {
        const card = await cardAt(at, known);
        const wanted = new Set(names.map((name) => findSystem(card.systems, name).id));
        const systems =
          names.length === 0 ? card.systems : card.systems.filter((system) => wanted.has(system.id));
        if (format === 'json') {
          printJson(context, { ...card, systems });
          return;
        }
        if (format !== 'table') {
          const focus = card.focus.filter(({ system }) => systems.some(({ id }) => id === system));
          const { path } = options;
          context.stdout.write(await formatted(format, { ...card, systems, focus }, { model, below, path }));
          return;
        }
        if (systems.length === 0) {
          context.stderr.write(
            'Nothing to score yet. Import evidence: assay import FILES --system NAME, or see an example: assay demo\n',
          );
          throw new Exit(EXIT.failure);
        }
        if (example)
          context.stderr.write('This is the example organization. Remove it with: assay demo --remove\n');
        const [only] = systems;
        context.stdout.write(
          systems.length === 1 && only
            ? systemText(only, card, context)
            : portfolioText({ ...card, systems }, context),
        );
      });
    });
}
