import { Command } from 'commander';
import type { Context } from './context.ts';
import { serverKey } from './key.ts';
import { ownOrganization, type StoreOptions, withStore } from './options.ts';
import { printJson } from './print.ts';

/** `assay log`: the tamper-evident log behind every proof. */
export function logCommand(context: Context): Command {
  const command = withStore(
    new Command('log').description('the signed checkpoint of the log behind every proof'),
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay log                                   the key to write down, and the signed checkpoint
  assay log --json | jq -r .checkpoint > checkpoint.txt && git add checkpoint.txt && git commit -m checkpoint
  assay log check                             read the whole log again and compare
  assay log rotate                            go over to another key

Keep checkpoints where the one who runs Assay cannot change them: a git repository of another team, an archive.`,
    )
    .action(async (options: StoreOptions & { json?: boolean }) => {
      const published = await withLog(options, context, async ({ publishLog }, store, organization, key) =>
        publishLog(store, organization, key),
      );
      if (options.json) printJson(context, published);
      else context.stdout.write(`key  ${published.key}\n\n${published.checkpoint}`);
    });
  command.addCommand(
    withStore(
      new Command('check').description('hash the whole log again, and compare it with its checkpoint'),
    )
      .addHelpText('after', '\nExample:\n  assay log check')
      .action(async (options: StoreOptions) => {
        const { checkLog } = await import('../outputs/proof/check.ts');
        const leaves = await withLog(options, context, (_, store, organization) =>
          checkLog(store.reader(organization)),
        );
        context.stderr.write(`${leaves} leaves, and all of them are as they were signed.\n`);
      }),
  );
  command.addCommand(
    withStore(new Command('rotate').description('go over to another key; the log itself says so'))
      .addHelpText('after', '\nExample:\n  assay log rotate')
      .action(async (options: StoreOptions) => {
        const published = await withLog(options, context, ({ rotateLogKey }, store, organization, key) =>
          rotateLogKey(store, organization, key),
        );
        context.stderr.write(
          `The log has another key from its ${published.size}th leaf on. Whoever knows the first one needs no new one.\n`,
        );
      }),
  );
  return command;
}

type Log = typeof import('../outputs/proof/log.ts');

async function withLog<T>(
  options: StoreOptions,
  context: Context,
  work: (log: Log, store: import('../store/store.ts').Store, organization: string, key: Buffer) => Promise<T>,
): Promise<T> {
  const { withSession } = await import('./session.ts');
  const { readSettings } = await import('./settings.ts');
  const log = await import('../outputs/proof/log.ts');
  return withSession(ownOrganization(options), context, async ({ store, organization }) => {
    const key = await serverKey(await readSettings(context), options.data, context);
    return work(log, store, organization.id, key);
  });
}
