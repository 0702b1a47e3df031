import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import type { Context } from './context.ts';
import { serverKey } from './key.ts';
import {
  instantOption,
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  serverOf,
  withInstants,
  withModel,
  withServer,
  withStore,
} from './options.ts';

interface Options extends StoreOptions, ServerOptions {
  aspect?: string;
  at?: string;
  known?: string;
  model?: string;
  output?: string;
}

/** What of a bundle is counted. */
const Counts = z.object({ documents: z.array(z.unknown()), evidence: z.array(z.unknown()) });

/** `assay prove SYSTEM`: one file that proves a score to anyone who has the log's key. */
export function proveCommand(context: Context): Command {
  const command = new Command('prove')
    .description('write one file that proves where a system stands')
    .argument('<system>', 'the system')
    .option('--aspect <aspect>', 'one of the 15 aspects (default: all, and the score)')
    .option('-o, --output <file>', 'where to write it (default: standard output)');
  return withModel(withInstants(withServer(withStore(command))))
    .addHelpText(
      'after',
      `
Examples:
  assay prove payments -o payments.assay-proof.json
  assay prove payments --aspect backup --at 2026-06-30 > backup.json
  assay prove payments --server https://assay.example.org -o payments.assay-proof.json

Whoever gets it checks it with: assay verify FILE --key KEY. The key: assay log. What it does not prove: docs/proof.md
${SERVER_HELP} Its token needs the verb "read".`,
    )
    .action(async (system: string, options: Options) => {
      const { withSession } = await import('./session.ts');
      const { readSettings } = await import('./settings.ts');
      const { prove } = await import('../outputs/proof/prove.ts');
      const { findAspect } = await import('../outputs/scorecard/find.ts');
      const at = instantOption('--at', options.at) ?? context.now();
      const known = instantOption('--known', options.known) ?? context.now();
      const server = serverOf(options, context);
      if (server !== undefined) {
        const { remoteReader } = await import('./remote/read.ts');
        const { SystemPage } = await import('../server/api/scores.ts');
        const { read, text } = await remoteReader(server, options, context);
        const found = await read(`/systems/${encodeURIComponent(system)}`, { at, known }, SystemPage);
        const { ModelAnswer } = await import('../server/api/model.ts');
        const model = await read('/model', {}, ModelAnswer);
        const aspect = options.aspect === undefined ? undefined : findAspect(model, options.aspect).id;
        const path = `/systems/${encodeURIComponent(found.system.id)}/proof`;
        return written(`${await text(path, { aspect, at, known })}\n`, options, context);
      }
      await withSession(options, context, async ({ store, organization, model }) => {
        const key = await serverKey(await readSettings(context), options.data, context);
        const aspect = options.aspect === undefined ? undefined : findAspect(model, options.aspect).id;
        const bundle = await prove(store, organization.id, model, key, { system, aspect, at, known });
        await written(`${JSON.stringify(bundle)}\n`, options, context);
      });
    });
}

async function written(text: string, { output }: Options, context: Context): Promise<void> {
  if (output === undefined) {
    context.stdout.write(text);
    return;
  }
  const { documents, evidence } = Counts.parse(JSON.parse(text));
  await writeFile(resolve(context.cwd, output), text, { mode: 0o644 });
  context.stderr.write(
    `Wrote ${output}: ${documents.length} documents, ${evidence.length} statements. Check it: assay verify ${output} --key KEY\n`,
  );
}
