import { Command } from 'commander';
import { type Context, EXIT, Exit } from './context.ts';
import {
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  serverOf,
  several,
  targetOption,
  withModel,
  withServer,
  withStore,
} from './options.ts';

interface Options extends StoreOptions, ServerOptions {
  aspect: string;
  output?: string[];
  system?: string;
  file?: string[];
  save?: string;
  target?: string;
  restored?: boolean;
  model?: string;
}

/** `assay run --aspect ASPECT -- COMMAND`: runs a command and records that it ran. */
export function runCommand(context: Context): Command {
  return withModel(
    withStore(
      withServer(
        new Command('run').description('run a command and keep the run, and the files it made, as evidence'),
      ),
    ),
  )
    .argument('<command...>', 'the command and its words, after --')
    .requiredOption('-a, --aspect <aspect>', 'the aspect that the run is a practice of, e.g. patch')
    .option(
      '-o, --output <output>',
      'what the run produces: test, report, alert or dashboard (repeat for more; default: test)',
      several,
    )
    .option('-s, --system <name>', 'the system it is for; without it the run is only recorded with --save')
    .option(
      '-f, --file <path>',
      'a file that the run produces: kept by its digest, and imported where an adapter knows it (repeat for more)',
      several,
    )
    .option('--target <type:name>', 'what it works on, e.g. database:orders or host:web-1')
    .option('--restored', 'the run brings a backup of the target back: a backup without one proves half')
    .option('--save <path>', 'write the run envelope to this file too')
    .addHelpText(
      'after',
      `
Examples:
  assay run --aspect patch --system payments -- npm audit fix
  assay run --aspect secrets --system payments --file leaks.json -- gitleaks detect -r leaks.json
  assay run --aspect backup --system payments --target database:orders --restored -- ./restore-test.sh
  assay run --aspect patch --system payments --server https://assay.example.org -- npm audit fix

Exits with the command's own exit code. A run that fails is recorded as an event, never as a practice.

${SERVER_HELP}`,
    )
    .action(async (words: string[], options: Options) => {
      const { recordRun } = await import('./run/record.ts');
      const { isAspect, ASPECTS, OUTPUTS } = await import('../records/words.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const { aspect } = options;
      if (!isAspect(aspect)) {
        throw new Refusal('usage', `"${aspect}" is no aspect.`, {}, `The aspects are ${ASPECTS.join(', ')}.`);
      }
      const outputs = (options.output ?? ['test']).map((name) => {
        const output = OUTPUTS.find((each) => each === name);
        if (output) return output;
        throw new Refusal('usage', `"${name}" is no output.`, {}, `The outputs are ${OUTPUTS.join(', ')}.`);
      });
      if (!options.system && !options.save) {
        throw new Refusal(
          'usage',
          'The run would be recorded nowhere.',
          {},
          'Give --system NAME, or --save FILE.',
        );
      }
      const target = targetOption(options.target) && options.target;
      if (options.restored && (aspect !== 'backup' || target === undefined)) {
        throw new Refusal(
          'usage',
          '--restored says that a backup of the target was brought back.',
          {},
          'Give --aspect backup and --target TYPE:NAME with it.',
        );
      }
      const server = serverOf(options, context);
      const code = await recordRun(
        {
          command: words,
          aspect,
          outputs,
          system: options.system,
          files: options.file ?? [],
          save: options.save,
          target,
          restored: options.restored ?? false,
          store: options,
          model: options.model,
          server,
          audience: options.audience,
        },
        context,
      );
      if (code !== EXIT.ok) throw new Exit(code);
    });
}
