import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Context } from './context.ts';
import { serverKey } from './key.ts';
import { instantOption, type StoreOptions, withInstants, withModel, withStore } from './options.ts';

interface Options extends StoreOptions {
  aspect?: string;
  at?: string;
  known?: string;
  model?: string;
  output?: string;
}

/** `assay prove SYSTEM`: one file that proves a score to anyone who has the log's key. */
export function proveCommand(context: Context): Command {
  const command = new Command('prove')
    .description('write one file that proves where a system stands')
    .argument('<system>', 'the system')
    .option('--aspect <aspect>', 'one of the 15 aspects (default: all, and the score)')
    .option('-o, --output <file>', 'where to write it (default: standard output)');
  return withModel(withInstants(withStore(command)))
    .addHelpText(
      'after',
      `
Examples:
  assay prove payments -o payments.assay-proof.json
  assay prove payments --aspect backup --at 2026-06-30 > backup.json

Whoever gets it checks it with: assay verify FILE --key KEY. The key: assay log. What it does not prove: docs/proof.md`,
    )
    .action(async (system: string, options: Options) => {
      const { withSession } = await import('./session.ts');
      const { readSettings } = await import('./settings.ts');
      const { prove } = await import('../outputs/proof/prove.ts');
      const { findAspect } = await import('../outputs/scorecard/find.ts');
      const at = instantOption('--at', options.at) ?? context.now();
      const known = instantOption('--known', options.known) ?? context.now();
      await withSession(options, context, async ({ store, organization, model }) => {
        const key = await serverKey(await readSettings(context), options.data, context);
        const aspect = options.aspect === undefined ? undefined : findAspect(model, options.aspect).id;
        const bundle = await prove(store, organization.id, model, key, { system, aspect, at, known });
        const text = `${JSON.stringify(bundle)}\n`;
        if (options.output === undefined) {
          context.stdout.write(text);
          return;
        }
        await writeFile(resolve(context.cwd, options.output), text, { mode: 0o644 });
        context.stderr.write(
          `Wrote ${options.output}: ${bundle.documents.length} documents, ${bundle.evidence.length} statements. Check it: assay verify ${options.output} --key KEY\n`,
        );
      });
    });
}
