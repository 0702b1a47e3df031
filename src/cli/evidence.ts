import { Command } from 'commander';
import { type Printing, userOf, withOwn } from './accounts/change.ts';
import type { Context } from './context.ts';
import { withStore } from './options.ts';
import { printJson } from './print.ts';

interface Options extends Printing {
  reason: string;
}

/** `assay evidence`: what is kept of a document. */
export function evidenceCommand(context: Context): Command {
  const command = new Command('evidence')
    .description('erase what a document said')
    .addHelpText('after', `\nExample:\n  assay evidence erase SHA256 --reason 'handed in by mistake'`);
  command.addCommand(eraseCommand(context));
  return command;
}

function eraseCommand(context: Context): Command {
  return withStore(
    new Command('erase').description(
      'forget what a document said, stated and showed; its hash in the log stays, so that every proof does',
    ),
  )
    .argument('<sha256>', 'of the document, as its page or sha256sum shows it')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay evidence erase "$(sha256sum report.json | cut -c1-64)" --reason 'handed in by mistake'

Levels that rest on it fall: what cannot be shown proves nothing. It cannot be handed in again. There is no way back.`,
    )
    .action(async (sha256: string, options: Options) => {
      const { newId } = await import('../server/access/secret.ts');
      const { eraseDocument } = await import('../intake/erase.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const name = userOf(context);
        const actor = { kind: 'command-line' as const, id: name, name };
        const erased = await store.write(organization.id, async (writer) => {
          const documents = await eraseDocument(writer, sha256.toLowerCase());
          for (const document of documents) {
            const said = { action: 'evidence.erase', target: `document ${document}`, address: undefined };
            const detail = { reason: options.reason };
            await writer.addAudit({ id: newId(), at: context.now(), actor, detail, ...said });
          }
          return documents;
        });
        if (options.json) printJson(context, { erased });
        else context.stderr.write('Erased. Its hash stays in the log: assay doctor\n');
      });
    });
}
